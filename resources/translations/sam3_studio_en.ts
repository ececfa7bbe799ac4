<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Candidates</name>
    <message numerus="yes">
        <source>%Ln candidate(s) rejected.</source>
        <translation>
            <numerusform>%Ln candidate rejected.</numerusform>
            <numerusform>%Ln candidates rejected.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClassDialogs</name>
    <message numerus="yes">
        <source>%Ln class(es) added.</source>
        <translation>
            <numerusform>%Ln class added.</numerusform>
            <numerusform>%Ln classes added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s)</source>
        <translation>
            <numerusform>%Ln object</numerusform>
            <numerusform>%Ln objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s)</source>
        <translation>
            <numerusform>%Ln picture</numerusform>
            <numerusform>%Ln pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Clipboard</name>
    <message numerus="yes">
        <source>Paste %Ln object(s)</source>
        <translation>
            <numerusform>Paste %Ln object</numerusform>
            <numerusform>Paste %Ln objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %Ln object(s)</source>
        <translation>
            <numerusform>Duplicate %Ln object</numerusform>
            <numerusform>Duplicate %Ln objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %Ln object(s) of the previous picture</source>
        <translation>
            <numerusform>Copy %Ln object of the previous picture</numerusform>
            <numerusform>Copy %Ln objects of the previous picture</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) are here already and were not copied again.</source>
        <translation>
            <numerusform>%Ln object is here already and was not copied again.</numerusform>
            <numerusform>%Ln objects are here already and were not copied again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) would lie outside of this picture and are left out.</source>
        <translation>
            <numerusform>%Ln object would lie outside of this picture and is left out.</numerusform>
            <numerusform>%Ln objects would lie outside of this picture and are left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CornerOptions</name>
    <message numerus="yes">
        <source>%Ln corner(s)</source>
        <translation>
            <numerusform>%Ln corner</numerusform>
            <numerusform>%Ln corners</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message numerus="yes">
        <source>Accept %Ln object(s)</source>
        <translation>
            <numerusform>Accept %Ln object</numerusform>
            <numerusform>Accept %Ln objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %Ln candidate(s)</source>
        <translation>
            <numerusform>Reject %Ln candidate</numerusform>
            <numerusform>Reject %Ln candidates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ErrorReport</name>
    <message numerus="yes">
        <source>And %Ln more since.</source>
        <translation>
            <numerusform>And %Ln more since.</numerusform>
            <numerusform>And %Ln more since.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>%Ln picture(s)</source>
        <translation>
            <numerusform>%Ln picture</numerusform>
            <numerusform>%Ln pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s)</source>
        <translation>
            <numerusform>%Ln object</numerusform>
            <numerusform>%Ln objects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message numerus="yes">
        <source>%Ln object(s) of this mistake are hidden.</source>
        <translation>
            <numerusform>%Ln object of this mistake is hidden.</numerusform>
            <numerusform>%Ln objects of this mistake are hidden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportClassesDialog</name>
    <message numerus="yes">
        <source>%Ln class(es) will be added.</source>
        <translation>
            <numerusform>%Ln class will be added.</numerusform>
            <numerusform>%Ln classes will be added.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message numerus="yes">
        <source>%Ln picture(s)</source>
        <translation type="unfinished">
            <numerusform>%Ln picture</numerusform>
            <numerusform>%Ln pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s)</source>
        <translation type="unfinished">
            <numerusform>%Ln object</numerusform>
            <numerusform>%Ln objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The objects of %Ln picture(s) are replaced.</source>
        <translation>
            <numerusform>The objects of %Ln picture are replaced.</numerusform>
            <numerusform>The objects of %Ln pictures are replaced.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) with objects are left as they are.</source>
        <translation>
            <numerusform>%Ln picture with objects is left as it is.</numerusform>
            <numerusform>%Ln pictures with objects are left as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) are there already, and are not added again.</source>
        <translation>
            <numerusform>%Ln object is there already, and is not added again.</numerusform>
            <numerusform>%Ln objects are there already, and are not added again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) that are done without objects get some.</source>
        <translation>
            <numerusform>%Ln picture that is done without objects gets some.</numerusform>
            <numerusform>%Ln pictures that are done without objects get some.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) are found by file name, in another folder than the labels say.</source>
        <translation>
            <numerusform>%Ln picture is found by file name, in another folder than the labels say.</numerusform>
            <numerusform>%Ln pictures are found by file name, in another folder than the labels say.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) of the labels are not in the project.</source>
        <translation>
            <numerusform>%Ln picture of the labels is not in the project.</numerusform>
            <numerusform>%Ln pictures of the labels are not in the project.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Judging</name>
    <message numerus="yes">
        <source>Accept %Ln object(s)</source>
        <translation>
            <numerusform>Accept %Ln object</numerusform>
            <numerusform>Accept %Ln objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %Ln candidate(s)</source>
        <translation>
            <numerusform>Reject %Ln candidate</numerusform>
            <numerusform>Reject %Ln candidates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Review %Ln candidate(s)</source>
        <translation>
            <numerusform>Review %Ln candidate</numerusform>
            <numerusform>Review %Ln candidates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln candidate(s) changed since they were listed; list again.</source>
        <translation>
            <numerusform>%Ln candidate changed since it was listed; list again.</numerusform>
            <numerusform>%Ln candidates changed since they were listed; list again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Misfits</name>
    <message numerus="yes">
        <source>%Ln object(s) were made when this picture had another size ({kinds}): delete them and draw them anew, or put the old file back.</source>
        <translation>
            <numerusform>%Ln object was made when this picture had another size ({kinds}): delete it and draw it anew, or put the old file back.</numerusform>
            <numerusform>%Ln objects were made when this picture had another size ({kinds}): delete them and draw them anew, or put the old file back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NeedWords</name>
    <message numerus="yes">
        <source>%Ln possible mistake(s)</source>
        <translation>
            <numerusform>%Ln possible mistake</numerusform>
            <numerusform>%Ln possible mistakes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln where another class is</source>
        <translation>
            <numerusform>%Ln where another class is</numerusform>
            <numerusform>%Ln where other classes are</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not seen by the model</source>
        <translation>
            <numerusform>%Ln not seen by the model</numerusform>
            <numerusform>%Ln not seen by the model</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln near the threshold</source>
        <translation>
            <numerusform>%Ln near the threshold</numerusform>
            <numerusform>%Ln near the threshold</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NumbersPage</name>
    <message numerus="yes">
        <source>The files of %Ln picture(s) are gone; only their objects are counted.</source>
        <translation>
            <numerusform>The file of %Ln picture is gone; only its objects are counted.</numerusform>
            <numerusform>The files of %Ln pictures are gone; only their objects are counted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ObjectDetails</name>
    <message numerus="yes">
        <source>%Ln object(s) are not in the picture in hand any more.</source>
        <translation>
            <numerusform>%Ln object is not in the picture in hand any more.</numerusform>
            <numerusform>%Ln objects are not in the picture in hand any more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ObjectDetailsDialog</name>
    <message numerus="yes">
        <source>Details of %Ln object(s)</source>
        <translation>
            <numerusform>Details of %Ln object</numerusform>
            <numerusform>Details of %Ln objects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Objects</name>
    <message numerus="yes">
        <source>Delete %Ln object(s)</source>
        <translation>
            <numerusform>Delete %Ln object</numerusform>
            <numerusform>Delete %Ln objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) had no pixel left and are gone; undo brings them back.</source>
        <translation>
            <numerusform>%Ln object had no pixel left and is gone; undo brings it back.</numerusform>
            <numerusform>%Ln objects had no pixel left and are gone; undo brings them back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hidden object(s) stay as they are.</source>
        <translation>
            <numerusform>%Ln hidden object stays as it is.</numerusform>
            <numerusform>%Ln hidden objects stay as they are.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutcomePage</name>
    <message numerus="yes">
        <source>%Ln picture(s)</source>
        <translation type="unfinished">
            <numerusform>%Ln picture</numerusform>
            <numerusform>%Ln pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s)</source>
        <translation type="unfinished">
            <numerusform>%Ln object</numerusform>
            <numerusform>%Ln objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) without any pixel were left out.</source>
        <translation type="unfinished">
            <numerusform>%Ln object without any pixel was left out.</numerusform>
            <numerusform>%Ln objects without any pixel were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) go by another name there, as theirs was taken.</source>
        <translation type="unfinished">
            <numerusform>%Ln picture goes by another name there, as its own was taken.</numerusform>
            <numerusform>%Ln pictures go by other names there, as theirs were taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label file(s) that you edited stayed as they are.</source>
        <translation type="unfinished">
            <numerusform>%Ln label file that you edited stayed as it is.</numerusform>
            <numerusform>%Ln label files that you edited stayed as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) with holes: each hole is joined to the outline by a thin slit.</source>
        <translation>
            <numerusform>%Ln object with holes: each hole is joined to the outline by a thin slit.</numerusform>
            <numerusform>%Ln objects with holes: each hole is joined to the outline by a thin slit.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) of several parts: they are joined by thin bridges.</source>
        <translation>
            <numerusform>%Ln object of several parts: they are joined by thin bridges.</numerusform>
            <numerusform>%Ln objects of several parts: they are joined by thin bridges.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln outline(s) had more corners than readers of this format accept, and were simplified.</source>
        <translation>
            <numerusform>%Ln outline had more corners than readers of this format accept, and was simplified.</numerusform>
            <numerusform>%Ln outlines had more corners than readers of this format accept, and were simplified.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln outline(s) keep more corners than readers of this format accept, as fewer would have changed the shape too much.</source>
        <translation>
            <numerusform>%Ln outline keeps more corners than readers of this format accept, as fewer would have changed the shape too much.</numerusform>
            <numerusform>%Ln outlines keep more corners than readers of this format accept, as fewer would have changed the shape too much.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) with holes: these are filled.</source>
        <translation>
            <numerusform>%Ln object with holes: these are filled.</numerusform>
            <numerusform>%Ln objects with holes: these are filled.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) with holes: cut into pieces, each an object of its own.</source>
        <translation>
            <numerusform>%Ln object with holes: cut into pieces, each an object of its own.</numerusform>
            <numerusform>%Ln objects with holes: cut into pieces, each an object of its own.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s): a box alone is written, as this format holds no shapes.</source>
        <translation>
            <numerusform>%Ln object: a box alone is written, as this format holds no shapes.</numerusform>
            <numerusform>%Ln objects: a box alone is written, as this format holds no shapes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) have the same class and box as another one, and Ultralytics reads only one of them.</source>
        <translation>
            <numerusform>%Ln object has the same class and box as another one, and Ultralytics reads only one of them.</numerusform>
            <numerusform>%Ln objects have the same class and box as another one, and Ultralytics reads only one of each.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) lie partly under others and lost that part.</source>
        <translation>
            <numerusform>%Ln object lies partly under others and lost that part.</numerusform>
            <numerusform>%Ln objects lie partly under others and lost that part.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) lie wholly under others, so nothing is left of them.</source>
        <translation>
            <numerusform>%Ln object lies wholly under others, so nothing is left of it.</numerusform>
            <numerusform>%Ln objects lie wholly under others, so nothing is left of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) without their attributes, notes and flags, which this format does not hold.</source>
        <translation>
            <numerusform>%Ln object without its attributes, notes and flags, which this format does not hold.</numerusform>
            <numerusform>%Ln objects without their attributes, notes and flags, which this format does not hold.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Refreshing</name>
    <message numerus="yes">
        <source>%Ln new picture(s) found.</source>
        <translation>
            <numerusform>%Ln new picture found.</numerusform>
            <numerusform>%Ln new pictures found.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReshapingByNumber</name>
    <message numerus="yes">
        <source>%Ln object(s) would vanish and stay as they are</source>
        <translation type="unfinished">
            <numerusform>%Ln object would vanish and stays as it is</numerusform>
            <numerusform>%Ln objects would vanish and stay as they are</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) changed</source>
        <translation type="unfinished">
            <numerusform>%Ln object changed</numerusform>
            <numerusform>%Ln objects changed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunAllDialog</name>
    <message numerus="yes">
        <source>%Ln picture(s) will be searched.</source>
        <translation>
            <numerusform>%Ln picture will be searched.</numerusform>
            <numerusform>%Ln pictures will be searched.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) have been searched already.</source>
        <translation>
            <numerusform>%Ln picture has been searched already.</numerusform>
            <numerusform>%Ln pictures have been searched already.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunStrip</name>
    <message numerus="yes">
        <source>%Ln failed</source>
        <translation>
            <numerusform>%Ln failed</numerusform>
            <numerusform>%Ln failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s)</source>
        <translation type="unfinished">
            <numerusform>%Ln object</numerusform>
            <numerusform>%Ln objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) have candidates</source>
        <translation>
            <numerusform>%Ln picture has candidates</numerusform>
            <numerusform>%Ln pictures have candidates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more was found in %Ln picture(s) begun before</source>
        <translation>
            <numerusform>more was found in %Ln picture begun before</numerusform>
            <numerusform>more was found in %Ln pictures begun before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more in %Ln begun before</source>
        <translation>
            <numerusform>more in %Ln begun before</numerusform>
            <numerusform>more in %Ln begun before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) are prepared</source>
        <translation>
            <numerusform>%Ln picture is prepared</numerusform>
            <numerusform>%Ln pictures are prepared</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TakingIn</name>
    <message numerus="yes">
        <source>%Ln picture(s) have other names now; their labels went along.</source>
        <translation>
            <numerusform>%Ln picture has another name now; its labels went along.</numerusform>
            <numerusform>%Ln pictures have other names now; their labels went along.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more picture(s) or folder(s) were passed over for reasons like these.</source>
        <translation>
            <numerusform>%Ln more picture or folder was passed over for reasons like these.</numerusform>
            <numerusform>%Ln more pictures or folders were passed over for reasons like these.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UndoImportDialog</name>
    <message numerus="yes">
        <source>%Ln picture(s)</source>
        <translation type="unfinished">
            <numerusform>%Ln picture</numerusform>
            <numerusform>%Ln pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s)</source>
        <translation type="unfinished">
            <numerusform>%Ln object</numerusform>
            <numerusform>%Ln objects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Question</name>
    <message numerus="yes">
        <source>%Ln outline(s) are not finished, and would be lost.</source>
        <translation>
            <numerusform>%Ln outline is not finished, and would be lost.</numerusform>
            <numerusform>%Ln outlines are not finished, and would be lost.</numerusform>
        </translation>
    </message>
</context>
</TS>
