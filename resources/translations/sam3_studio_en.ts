<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Candidates</name>
    <message numerus="yes">
        <source>%n candidate(s) rejected.</source>
        <translation>
            <numerusform>%n candidate rejected.</numerusform>
            <numerusform>%n candidates rejected.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClassDialogs</name>
    <message numerus="yes">
        <source>%n class(es) added.</source>
        <translation>
            <numerusform>%n class added.</numerusform>
            <numerusform>%n classes added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>%n object</numerusform>
            <numerusform>%n objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Clipboard</name>
    <message numerus="yes">
        <source>Paste %n object(s)</source>
        <translation>
            <numerusform>Paste %n object</numerusform>
            <numerusform>Paste %n objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %n object(s)</source>
        <translation>
            <numerusform>Duplicate %n object</numerusform>
            <numerusform>Duplicate %n objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %n object(s) of the previous picture</source>
        <translation>
            <numerusform>Copy %n object of the previous picture</numerusform>
            <numerusform>Copy %n objects of the previous picture</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) are here already and were not copied again.</source>
        <translation>
            <numerusform>%n object is here already and was not copied again.</numerusform>
            <numerusform>%n objects are here already and were not copied again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) would lie outside of this picture and are left out.</source>
        <translation>
            <numerusform>%n object would lie outside of this picture and is left out.</numerusform>
            <numerusform>%n objects would lie outside of this picture and are left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CornerOptions</name>
    <message numerus="yes">
        <source>%n corner(s)</source>
        <translation>
            <numerusform>%n corner</numerusform>
            <numerusform>%n corners</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message numerus="yes">
        <source>Accept %n object(s)</source>
        <translation>
            <numerusform>Accept %n object</numerusform>
            <numerusform>Accept %n objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %n candidate(s)</source>
        <translation>
            <numerusform>Reject %n candidate</numerusform>
            <numerusform>Reject %n candidates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ErrorReport</name>
    <message numerus="yes">
        <source>And %n more since.</source>
        <translation>
            <numerusform>And %n more since.</numerusform>
            <numerusform>And %n more since.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>%n object</numerusform>
            <numerusform>%n objects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message numerus="yes">
        <source>%n object(s) of this mistake are hidden.</source>
        <translation>
            <numerusform>%n object of this mistake is hidden.</numerusform>
            <numerusform>%n objects of this mistake are hidden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportClassesDialog</name>
    <message numerus="yes">
        <source>%n class(es) will be added.</source>
        <translation>
            <numerusform>%n class will be added.</numerusform>
            <numerusform>%n classes will be added.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation type="unfinished">
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation type="unfinished">
            <numerusform>%n object</numerusform>
            <numerusform>%n objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The objects of %n picture(s) are replaced.</source>
        <translation>
            <numerusform>The objects of %n picture are replaced.</numerusform>
            <numerusform>The objects of %n pictures are replaced.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) with objects are left as they are.</source>
        <translation>
            <numerusform>%n picture with objects is left as it is.</numerusform>
            <numerusform>%n pictures with objects are left as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) are found by file name, in another folder than the labels say.</source>
        <translation>
            <numerusform>%n picture is found by file name, in another folder than the labels say.</numerusform>
            <numerusform>%n pictures are found by file name, in another folder than the labels say.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) of the labels are not in the project.</source>
        <translation>
            <numerusform>%n picture of the labels is not in the project.</numerusform>
            <numerusform>%n pictures of the labels are not in the project.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Judging</name>
    <message numerus="yes">
        <source>Accept %n object(s)</source>
        <translation>
            <numerusform>Accept %n object</numerusform>
            <numerusform>Accept %n objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %n candidate(s)</source>
        <translation>
            <numerusform>Reject %n candidate</numerusform>
            <numerusform>Reject %n candidates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Review %n candidate(s)</source>
        <translation>
            <numerusform>Review %n candidate</numerusform>
            <numerusform>Review %n candidates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n candidate(s) changed since they were listed; list again.</source>
        <translation>
            <numerusform>%n candidate changed since it was listed; list again.</numerusform>
            <numerusform>%n candidates changed since they were listed; list again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Misfits</name>
    <message numerus="yes">
        <source>%n object(s) were made when this picture had another size ({kinds}): delete them and draw them anew, or put the old file back.</source>
        <translation>
            <numerusform>%n object was made when this picture had another size ({kinds}): delete it and draw it anew, or put the old file back.</numerusform>
            <numerusform>%n objects were made when this picture had another size ({kinds}): delete them and draw them anew, or put the old file back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NeedWords</name>
    <message numerus="yes">
        <source>%n possible mistake(s)</source>
        <translation>
            <numerusform>%n possible mistake</numerusform>
            <numerusform>%n possible mistakes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n where another class is</source>
        <translation>
            <numerusform>%n where another class is</numerusform>
            <numerusform>%n where other classes are</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not seen by the model</source>
        <translation>
            <numerusform>%n not seen by the model</numerusform>
            <numerusform>%n not seen by the model</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n near the threshold</source>
        <translation>
            <numerusform>%n near the threshold</numerusform>
            <numerusform>%n near the threshold</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ObjectDetailsDialog</name>
    <message numerus="yes">
        <source>Details of %n object(s)</source>
        <translation>
            <numerusform>Details of %n object</numerusform>
            <numerusform>Details of %n objects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Objects</name>
    <message numerus="yes">
        <source>Delete %n object(s)</source>
        <translation>
            <numerusform>Delete %n object</numerusform>
            <numerusform>Delete %n objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) had no pixel left and are gone; undo brings them back.</source>
        <translation>
            <numerusform>%n object had no pixel left and is gone; undo brings it back.</numerusform>
            <numerusform>%n objects had no pixel left and are gone; undo brings them back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hidden object(s) stay as they are.</source>
        <translation>
            <numerusform>%n hidden object stays as it is.</numerusform>
            <numerusform>%n hidden objects stay as they are.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutcomePage</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation type="unfinished">
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation type="unfinished">
            <numerusform>%n object</numerusform>
            <numerusform>%n objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) without any pixel were left out.</source>
        <translation type="unfinished">
            <numerusform>%n object without any pixel was left out.</numerusform>
            <numerusform>%n objects without any pixel were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) go by another name there, as theirs was taken.</source>
        <translation type="unfinished">
            <numerusform>%n picture goes by another name there, as its own was taken.</numerusform>
            <numerusform>%n pictures go by other names there, as theirs were taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label file(s) that you edited stayed as they are.</source>
        <translation type="unfinished">
            <numerusform>%n label file that you edited stayed as it is.</numerusform>
            <numerusform>%n label files that you edited stayed as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) with holes: each hole is joined to the outline by a thin slit.</source>
        <translation>
            <numerusform>%n object with holes: each hole is joined to the outline by a thin slit.</numerusform>
            <numerusform>%n objects with holes: each hole is joined to the outline by a thin slit.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) of several parts: they are joined by thin bridges.</source>
        <translation>
            <numerusform>%n object of several parts: they are joined by thin bridges.</numerusform>
            <numerusform>%n objects of several parts: they are joined by thin bridges.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n outline(s) had more corners than readers of this format accept, and were simplified.</source>
        <translation>
            <numerusform>%n outline had more corners than readers of this format accept, and was simplified.</numerusform>
            <numerusform>%n outlines had more corners than readers of this format accept, and were simplified.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n outline(s) keep more corners than readers of this format accept, as fewer would have changed the shape too much.</source>
        <translation>
            <numerusform>%n outline keeps more corners than readers of this format accept, as fewer would have changed the shape too much.</numerusform>
            <numerusform>%n outlines keep more corners than readers of this format accept, as fewer would have changed the shape too much.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) with holes: these are filled.</source>
        <translation>
            <numerusform>%n object with holes: these are filled.</numerusform>
            <numerusform>%n objects with holes: these are filled.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) with holes: cut into pieces, each an object of its own.</source>
        <translation>
            <numerusform>%n object with holes: cut into pieces, each an object of its own.</numerusform>
            <numerusform>%n objects with holes: cut into pieces, each an object of its own.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s): a box alone is written, as this format holds no shapes.</source>
        <translation>
            <numerusform>%n object: a box alone is written, as this format holds no shapes.</numerusform>
            <numerusform>%n objects: a box alone is written, as this format holds no shapes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) have the same class and box as another one, and Ultralytics reads only one of them.</source>
        <translation>
            <numerusform>%n object has the same class and box as another one, and Ultralytics reads only one of them.</numerusform>
            <numerusform>%n objects have the same class and box as another one, and Ultralytics reads only one of each.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) lie partly under others and lost that part.</source>
        <translation>
            <numerusform>%n object lies partly under others and lost that part.</numerusform>
            <numerusform>%n objects lie partly under others and lost that part.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Refreshing</name>
    <message numerus="yes">
        <source>%n new picture(s) found.</source>
        <translation>
            <numerusform>%n new picture found.</numerusform>
            <numerusform>%n new pictures found.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReshapingByNumber</name>
    <message numerus="yes">
        <source>%n object(s) would vanish and stay as they are</source>
        <translation type="unfinished">
            <numerusform>%n object would vanish and stays as it is</numerusform>
            <numerusform>%n objects would vanish and stay as they are</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) changed</source>
        <translation type="unfinished">
            <numerusform>%n object changed</numerusform>
            <numerusform>%n objects changed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunAllDialog</name>
    <message numerus="yes">
        <source>%n picture(s) will be searched.</source>
        <translation>
            <numerusform>%n picture will be searched.</numerusform>
            <numerusform>%n pictures will be searched.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) have been searched already.</source>
        <translation>
            <numerusform>%n picture has been searched already.</numerusform>
            <numerusform>%n pictures have been searched already.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunStrip</name>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation type="unfinished">
            <numerusform>%n object</numerusform>
            <numerusform>%n objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) have candidates</source>
        <translation>
            <numerusform>%n picture has candidates</numerusform>
            <numerusform>%n pictures have candidates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more was found in %n picture(s) begun before</source>
        <translation>
            <numerusform>more was found in %n picture begun before</numerusform>
            <numerusform>more was found in %n pictures begun before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more in %n begun before</source>
        <translation>
            <numerusform>more in %n begun before</numerusform>
            <numerusform>more in %n begun before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) are prepared</source>
        <translation>
            <numerusform>%n picture is prepared</numerusform>
            <numerusform>%n pictures are prepared</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TakingIn</name>
    <message numerus="yes">
        <source>%n picture(s) have other names now; their labels went along.</source>
        <translation>
            <numerusform>%n picture has another name now; its labels went along.</numerusform>
            <numerusform>%n pictures have other names now; their labels went along.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more picture(s) or folder(s) were passed over for reasons like these.</source>
        <translation>
            <numerusform>%n more picture or folder was passed over for reasons like these.</numerusform>
            <numerusform>%n more pictures or folders were passed over for reasons like these.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UndoImportDialog</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation type="unfinished">
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation type="unfinished">
            <numerusform>%n object</numerusform>
            <numerusform>%n objects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Question</name>
    <message numerus="yes">
        <source>%n outline(s) are not finished, and would be lost.</source>
        <translation>
            <numerusform>%n outline is not finished, and would be lost.</numerusform>
            <numerusform>%n outlines are not finished, and would be lost.</numerusform>
        </translation>
    </message>
</context>
</TS>
