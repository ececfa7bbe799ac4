/* Starts the Python that lies in the program's folder, inside this process.

Three programs are made of it:
    python.exe        Python itself, for the terminal and for what the program starts of its own
    sam3-studio.com   the program in the terminal: in a folder `bin`, which can be on the path without Python's own files
    sam3-studio.exe   the program as a window, without a terminal

It uses Windows alone: of the C library's parts, those are to be loaded that lie in the program's folder. */

#include <windows.h>
#include <shellapi.h>

#define PATH_SIZE 32768 /* characters; Windows knows no longer path */
#define TEXT_SIZE 4000  /* bytes of a complaint that are shown */
#define BINARY 0x8000   /* a file whose line ends stay as they are */

typedef int (*py_main)(int, wchar_t **);
typedef void (*py_set_path)(const wchar_t *);
typedef void (*c_exit)(int);
typedef void *(*c_stream)(unsigned);
typedef void *(*c_reopen)(const wchar_t *, const wchar_t *, void *);
typedef int (*c_number)(void *);
typedef int (*c_open)(INT_PTR, int);
typedef int (*c_dup)(int, int);

static wchar_t folder[PATH_SIZE], path[PATH_SIZE], executable[PATH_SIZE];

static void fail(const wchar_t *text)
{
#ifdef WINDOW
    MessageBoxW(NULL, text, L"sam3_studio", MB_OK | MB_ICONERROR);
#else
    DWORD written;
    HANDLE out = GetStdHandle(STD_ERROR_HANDLE);
    if (!WriteConsoleW(out, text, lstrlenW(text), &written, NULL)) {
        static char narrow[TEXT_SIZE];
        int size = WideCharToMultiByte(CP_UTF8, 0, text, -1, narrow, TEXT_SIZE, NULL, NULL);
        WriteFile(out, narrow, size > 0 ? size - 1 : 0, &written, NULL);
    }
#endif
    ExitProcess(1);
}

/* `path` becomes a file of the program's folder. */
static wchar_t *in_folder(const wchar_t *name)
{
    lstrcpynW(path, folder, PATH_SIZE - 300);
    lstrcatW(path, name);
    return path;
}

static void cut_last_part(wchar_t *text)
{
    wchar_t *last = text;
    for (wchar_t *at = text; *at; at++)
        if (*at == L'\\')
            last = at;
    *last = 0;
}

static void find_folder(void)
{
    DWORD length = GetModuleFileNameW(NULL, folder, PATH_SIZE);
    if (length == 0 || length >= PATH_SIZE - 300)
        fail(L"The program's folder has too long a name; install it elsewhere.\n");
    for (int i = 0; i < LEVELS; i++)
        cut_last_part(folder);
}

/* Of libraries of one name, the first that is loaded serves all: here, Microsoft's runtime beside the programs. Qt and
PyTorch would otherwise find an older one and fail (error 1114). */
static void load_all(const wchar_t *pattern)
{
    WIN32_FIND_DATAW found;
    HANDLE search = FindFirstFileW(in_folder(pattern), &found);
    if (search == INVALID_HANDLE_VALUE)
        return;
    do {
        in_folder(L"\\");
        lstrcatW(path, found.cFileName);
        LoadLibraryExW(path, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    } while (FindNextFileW(search, &found));
    FindClose(search);
}

#ifdef WINDOW
static HANDLE complaints = INVALID_HANDLE_VALUE;

static void *from_library(const char *name)
{
    HMODULE library = LoadLibraryW(L"ucrtbase.dll");
    return library ? (void *)GetProcAddress(library, name) : NULL;
}

/* Has a stream lead into a file. Windows knows streams by handles, the C library by what it made of them when it was
loaded: in a window, nothing. It is opened anew there, and the number that it gets is made to mean the file. */
static void lead(DWORD stream, int number, HANDLE file)
{
    c_stream stream_of = (c_stream)from_library("__acrt_iob_func");
    c_reopen reopen = (c_reopen)from_library("_wfreopen");
    c_number number_of = (c_number)from_library("_fileno");
    c_open open = (c_open)from_library("_open_osfhandle");
    c_dup dup = (c_dup)from_library("_dup2");
    if (file == INVALID_HANDLE_VALUE || !stream_of || !reopen || !number_of || !open || !dup)
        return;
    SetStdHandle(stream, file);
    if (reopen(L"NUL", number == 0 ? L"rb" : L"wb", stream_of(number)))
        dup(open((INT_PTR)file, BINARY), number_of(stream_of(number)));
}

static BOOL is_missing(DWORD stream)
{
    HANDLE there = GetStdHandle(stream);
    return there == NULL || there == INVALID_HANDLE_VALUE || GetFileType(there) == FILE_TYPE_UNKNOWN;
}

static HANDLE open_file(const wchar_t *name, DWORD how, DWORD attributes)
{
    SECURITY_ATTRIBUTES inherited = {sizeof inherited, NULL, TRUE};
    return CreateFileW(name, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                       &inherited, how, attributes, NULL);
}

/* A window has no terminal: what would be said there goes into a file, and is shown if the program fails. */
static void see_to_streams(void)
{
    if (is_missing(STD_INPUT_HANDLE))
        lead(STD_INPUT_HANDLE, 0, open_file(L"NUL", OPEN_EXISTING, 0));
    if (is_missing(STD_OUTPUT_HANDLE))
        lead(STD_OUTPUT_HANDLE, 1, open_file(L"NUL", OPEN_EXISTING, 0));
    if (is_missing(STD_ERROR_HANDLE) && GetTempPathW(PATH_SIZE - 300, executable)
        && GetTempFileNameW(executable, L"sam", 0, path)) {
        complaints = open_file(path, CREATE_ALWAYS, FILE_ATTRIBUTE_TEMPORARY | FILE_FLAG_DELETE_ON_CLOSE);
        lead(STD_ERROR_HANDLE, 2, complaints);
    }
}

static void show_complaints(void)
{
    static char text[TEXT_SIZE];
    static wchar_t wide[TEXT_SIZE];
    LARGE_INTEGER size, start;
    DWORD read;
    if (complaints == INVALID_HANDLE_VALUE || !GetFileSizeEx(complaints, &size) || size.QuadPart == 0)
        return;
    start.QuadPart = size.QuadPart > TEXT_SIZE - 1 ? size.QuadPart - (TEXT_SIZE - 1) : 0;
    SetFilePointerEx(complaints, start, NULL, FILE_BEGIN);
    if (ReadFile(complaints, text, TEXT_SIZE - 1, &read, NULL)) {
        wide[MultiByteToWideChar(CP_UTF8, 0, text, read, wide, TEXT_SIZE - 1)] = 0;
        MessageBoxW(NULL, wide, L"sam3_studio", MB_OK | MB_ICONERROR);
    }
}
#endif

/* The arguments, with those that start the program in front; where Python itself is started, none. */
static int arguments(wchar_t ***words)
{
    static wchar_t *first[] = {L"-X", L"utf8", L"-m", L"sam3_studio"};
    int extra = PROGRAM ? 4 : 0, count;
    wchar_t **given = CommandLineToArgvW(GetCommandLineW(), &count);
    wchar_t **all = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, (count + extra + 1) * sizeof *all);
    if (!given || !all)
        fail(L"There is not enough memory.\n");
    all[0] = given[0];
    for (int i = 0; i < extra; i++)
        all[1 + i] = first[i];
    for (int i = 1; i < count; i++)
        all[extra + i] = given[i];
    *words = all;
    return count + extra;
}

void start(void)
{
    wchar_t **words;
    find_folder();
#ifdef WINDOW
    see_to_streams();
#endif
    load_all(L"\\vcruntime140*.dll");
    load_all(L"\\msvcp140*.dll");
    load_all(L"\\concrt140.dll");
    load_all(L"\\vcomp140.dll");
    HMODULE python = LoadLibraryExW(in_folder(L"\\python311.dll"), NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    py_main main = python ? (py_main)(void *)GetProcAddress(python, "Py_Main") : NULL;
    py_set_path set_path = python ? (py_set_path)(void *)GetProcAddress(python, "_Py_SetProgramFullPath") : NULL;
    if (!main || !set_path)
        fail(L"The program is not whole, or Windows is older than version 1809; install it again.\n");
    /* Whichever program this is, what it starts of its own is Python. */
    lstrcpynW(executable, in_folder(L"\\python.exe"), PATH_SIZE);
    set_path(executable);
    int count = arguments(&words);
    int status = main(count, words);
#ifdef WINDOW
    if (status != 0)
        show_complaints();
#endif
    c_exit leave = (c_exit)(void *)GetProcAddress(GetModuleHandleW(L"ucrtbase.dll"), "exit");
    if (leave)
        leave(status);
    ExitProcess(status);
}
