; The installer for Windows: for one user, without an administrator.
;
; The program lies in $INSTDIR\app, and nothing else is ever removed there: the folder that a person chooses may hold
; what is theirs. A new version is unpacked beside the old one, tried, and takes its place in one step.
;
; Exit status: 0 done; 1 stopped by the person; 2 nothing was changed, with a sentence why unless it is silent (/S).

Unicode true
Target amd64-unicode
!if ${COMPRESSION} == lzma
    SetCompressor /SOLID lzma
    SetCompressorDictSize 64 ; MB
!else
    SetCompressor ${COMPRESSION}
!endif
ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
AllowSkipFiles off
CRCCheck on
ShowInstDetails nevershow
ShowUninstDetails nevershow

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WinVer.nsh

!define NAME "sam3_studio"
!define KEY "SAM3-Studio"
!define TYPE "SAM3-Studio.Project"
!define MARKER "NOTICES.txt"
!define WINDOW "app\sam3-studio.exe"
!define WINDOWS_KEY "Software\Microsoft\Windows\CurrentVersion"
!define UNINSTALL_KEY "${WINDOWS_KEY}\Uninstall\${KEY}"
!define PATHS_KEY "${WINDOWS_KEY}\App Paths\sam3-studio.exe"
!define LINK "$SMPROGRAMS\${NAME}.lnk"
!define OLDEST_WINDOWS 17763 ; build of version 1809: the first with the library of letters that Qt needs

Name "${NAME}"
OutFile "${OUT}"
BrandingText "${NAME} ${VERSION}"
InstallDir "$LOCALAPPDATA\Programs\${KEY}"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "CompanyName" "The sam3_studio project"
VIAddVersionKey "FileDescription" "Installs ${NAME}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "Copyright 2026 the authors of sam3_studio; Apache License 2.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW}"
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"

LangString OldWindows ${LANG_ENGLISH} "${NAME} needs Windows 10, version 1809, or newer; this one is older."
LangString OldWindows ${LANG_GERMAN} "${NAME} braucht Windows 10, Version 1809, oder neuer; dieses ist älter."
LangString Running ${LANG_ENGLISH} "${NAME} is running. Close it, and try again."
LangString Running ${LANG_GERMAN} "${NAME} läuft gerade. Beenden Sie es, und versuchen Sie es noch einmal."
LangString Foreign ${LANG_ENGLISH} "$INSTDIR\app holds something else. Choose another folder; nothing was changed."
LangString Foreign ${LANG_GERMAN} "In $INSTDIR\app liegt etwas anderes. Wählen Sie einen anderen Ordner; es wurde nichts geändert."
LangString NotWritten ${LANG_ENGLISH} "The files cannot be written to $INSTDIR; perhaps the disk is full. Nothing was changed."
LangString NotWritten ${LANG_GERMAN} "Die Dateien können nicht nach $INSTDIR geschrieben werden; vielleicht ist der Datenträger voll. Es wurde nichts geändert."
LangString NotStarting ${LANG_ENGLISH} "The program does not start here. Nothing was changed."
LangString NotStarting ${LANG_GERMAN} "Das Programm startet hier nicht. Es wurde nichts geändert."
LangString NotSwapped ${LANG_ENGLISH} "Another program uses files in $INSTDIR\app. Close it, and try again; nothing was changed."
LangString NotSwapped ${LANG_GERMAN} "Ein anderes Programm benutzt Dateien in $INSTDIR\app. Beenden Sie es, und versuchen Sie es noch einmal; es wurde nichts geändert."
LangString Purge ${LANG_ENGLISH} "Remove settings, what can be made again and PyTorch for graphics cards, too?$\r$\n$\r$\n$LOCALAPPDATA\sam3_studio$\r$\n$LOCALAPPDATA\sam3-studio\Cache$\r$\n$LOCALAPPDATA\sam3-studio\gpu$\r$\n$\r$\nProjects and the weights of SAM 3 stay where they are."
LangString Purge ${LANG_GERMAN} "Auch Einstellungen, Wiederherstellbares und PyTorch für Grafikkarten entfernen?$\r$\n$\r$\n$LOCALAPPDATA\sam3_studio$\r$\n$LOCALAPPDATA\sam3-studio\Cache$\r$\n$LOCALAPPDATA\sam3-studio\gpu$\r$\n$\r$\nProjekte und die Gewichte von SAM 3 bleiben, wo sie sind."
LangString ProjectFile ${LANG_ENGLISH} "${NAME} project"
LangString ProjectFile ${LANG_GERMAN} "${NAME}-Projekt"

Var Earlier ; where an earlier installation lies

!macro Fail text
    MessageBox MB_OK|MB_ICONSTOP "${text}" /SD IDOK
    SetErrorLevel 2
    Quit
!macroend

; Windows lets nobody write to a library that a program has loaded; every one of ours has loaded this one.
!macro DefineNoticeRunning un
Function ${un}NoticeRunning
    Exch $0 ; the program's folder
    ${DoWhile} ${FileExists} "$0\app\python311.dll"
        ClearErrors
        FileOpen $1 "$0\app\python311.dll" a
        ${IfNot} ${Errors}
            FileClose $1
            ${ExitDo}
        ${EndIf}
        MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(Running)" /SD IDCANCEL IDRETRY +3
            SetErrorLevel 2
            Quit
    ${Loop}
    Pop $0
FunctionEnd
!macroend
!insertmacro DefineNoticeRunning ""
!insertmacro DefineNoticeRunning "un."

Function .onInit
    ${IfNot} ${AtLeastBuild} ${OLDEST_WINDOWS}
        !insertmacro Fail "$(OldWindows)"
    ${EndIf}
    ReadRegStr $Earlier HKCU "${UNINSTALL_KEY}" "InstallLocation"
FunctionEnd

Section "${NAME}"
    AddSize ${KILOBYTES} ; nobody counts what a function unpacks
    SetShellVarContext current
    Push $INSTDIR
    Call NoticeRunning
    ${If} $Earlier != ""
        Push $Earlier
        Call NoticeRunning
    ${EndIf}
    Call SeeToTarget
    Call Unpack
    Call Swap
    WriteUninstaller "$INSTDIR\uninstall.exe"
    Call Register
    ${If} $Earlier != ""
    ${AndIf} $Earlier != $INSTDIR
    ${AndIf} ${FileExists} "$Earlier\app\${MARKER}"
        nsExec::Exec '"$INSTDIR\app\python.exe" "$INSTDIR\app\search_path.py" remove "$Earlier\app\bin"'
        Pop $0
        RMDir /r "$Earlier\app"
        Delete "$Earlier\uninstall.exe"
        RMDir "$Earlier"
    ${EndIf}
SectionEnd

; What an interrupted run left: a whole old program goes back to its place, half a new one goes away.
Function SeeToTarget
    ${IfNot} ${FileExists} "$INSTDIR\app\*.*"
    ${AndIf} ${FileExists} "$INSTDIR\app.old\${MARKER}"
        Rename "$INSTDIR\app.old" "$INSTDIR\app"
    ${EndIf}
    ${If} ${FileExists} "$INSTDIR\app\*.*"
    ${AndIfNot} ${FileExists} "$INSTDIR\app\${MARKER}"
        !insertmacro Fail "$(Foreign)"
    ${EndIf}
    RMDir /r "$INSTDIR\app.new"
FunctionEnd

Function Unpack
    ClearErrors
    SetOutPath "$INSTDIR\app.new"
    File /r "${TREE}/*.*"
    SetOutPath "$INSTDIR"
    ${If} ${Errors}
        RMDir /r "$INSTDIR\app.new"
        RMDir "$INSTDIR"
        !insertmacro Fail "$(NotWritten)"
    ${EndIf}
    nsExec::Exec '"$INSTDIR\app.new\bin\sam3-studio.com" --version'
    Pop $0
    ${If} $0 != 0
        RMDir /r "$INSTDIR\app.new"
        RMDir "$INSTDIR"
        !insertmacro Fail "$(NotStarting)"
    ${EndIf}
FunctionEnd

Function Swap
    RMDir /r "$INSTDIR\app.old"
    ClearErrors
    ${If} ${FileExists} "$INSTDIR\app\*.*"
        StrCpy $0 "$INSTDIR\app"
        StrCpy $1 "$INSTDIR\app.old"
        Call Move
    ${EndIf}
    ${IfNot} ${Errors}
        StrCpy $0 "$INSTDIR\app.new"
        StrCpy $1 "$INSTDIR\app"
        Call Move
    ${EndIf}
    ${If} ${Errors}
        ${IfNot} ${FileExists} "$INSTDIR\app\*.*"
            Rename "$INSTDIR\app.old" "$INSTDIR\app"
        ${EndIf}
        RMDir /r "$INSTDIR\app.new"
        !insertmacro Fail "$(NotSwapped)"
    ${EndIf}
    RMDir /r "$INSTDIR\app.old"
FunctionEnd

; Give the folder $0 the name $1. A guard against viruses may be looking at what was just written, for some seconds.
Function Move
    ${For} $2 1 20
        ClearErrors
        Rename $0 $1
        ${IfNot} ${Errors}
            Return
        ${EndIf}
        Sleep 500
    ${Next}
    SetErrors
FunctionEnd

Function Register
    CreateShortcut "${LINK}" "$INSTDIR\${WINDOW}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${WINDOW}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "The sam3_studio project"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${KILOBYTES}
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
    WriteRegStr HKCU "${PATHS_KEY}" "" "$INSTDIR\${WINDOW}"
    WriteRegStr HKCU "Software\Classes\${SUFFIX}" "" "${TYPE}"
    WriteRegStr HKCU "Software\Classes\${TYPE}" "" "$(ProjectFile)"
    WriteRegStr HKCU "Software\Classes\${TYPE}\DefaultIcon" "" "$INSTDIR\${WINDOW},0"
    WriteRegStr HKCU "Software\Classes\${TYPE}\shell\open\command" "" '"$INSTDIR\${WINDOW}" "%1"'
    nsExec::Exec '"$INSTDIR\app\python.exe" "$INSTDIR\app\search_path.py" add "$INSTDIR\app\bin"'
    Pop $0
    ${RefreshShellIcons}
FunctionEnd

Section "Uninstall"
    SetShellVarContext current
    Push $INSTDIR
    Call un.NoticeRunning
    nsExec::Exec '"$INSTDIR\app\python.exe" "$INSTDIR\app\search_path.py" remove "$INSTDIR\app\bin"'
    Pop $0
    ${If} ${FileExists} "$INSTDIR\app\${MARKER}"
        RMDir /r "$INSTDIR\app"
    ${EndIf}
    RMDir /r "$INSTDIR\app.new"
    RMDir /r "$INSTDIR\app.old"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    ${un.GetParent} $INSTDIR $0
    RMDir $0 ; if it was made for this one, and nothing else has come to lie in it
    ReadRegStr $0 HKCU "${UNINSTALL_KEY}" "InstallLocation"
    ${If} $0 == $INSTDIR
        Call un.Unregister
    ${EndIf}
    Call un.SeeToSettings
SectionEnd

Function un.Unregister
    Delete "${LINK}"
    DeleteRegKey HKCU "${UNINSTALL_KEY}"
    DeleteRegKey HKCU "${PATHS_KEY}"
    DeleteRegKey HKCU "Software\Classes\${TYPE}"
    ReadRegStr $0 HKCU "Software\Classes\${SUFFIX}" ""
    ${If} $0 == "${TYPE}"
        DeleteRegValue HKCU "Software\Classes\${SUFFIX}" ""
        DeleteRegKey /ifempty HKCU "Software\Classes\${SUFFIX}"
    ${EndIf}
    ${un.RefreshShellIcons}
FunctionEnd

; Nothing is asked in silence; /PURGE says yes beforehand.
Function un.SeeToSettings
    ${un.GetParameters} $0
    ClearErrors
    ${un.GetOptions} $0 "/PURGE" $1
    ${If} ${Errors}
        MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(Purge)" /SD IDNO IDYES +2
            Return
    ${EndIf}
    RMDir /r "$LOCALAPPDATA\sam3_studio"
    RMDir /r "$LOCALAPPDATA\sam3-studio\Cache"
    RMDir /r "$LOCALAPPDATA\sam3-studio\gpu"
    RMDir "$LOCALAPPDATA\sam3-studio"
FunctionEnd
