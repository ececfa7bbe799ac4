<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>sam3_studio</source>
        <translation>sam3_studio</translation>
    </message>
    <message>
        <source>Weights of SAM 3 (to be fetched)</source>
        <translation>Gewichte von SAM 3 (nachzuladen)</translation>
    </message>
    <message>
        <source>Vocabulary of CLIP</source>
        <translation>Vokabular von CLIP</translation>
    </message>
    <message>
        <source>Pictograms of the samples (Noto Emoji)</source>
        <translation>Piktogramme der Beispiele (Noto Emoji)</translation>
    </message>
    <message>
        <source>Pictograms of the samples (Fluent Emoji)</source>
        <translation>Piktogramme der Beispiele (Fluent Emoji)</translation>
    </message>
    <message>
        <source>Pictograms of the samples (Twemoji)</source>
        <translation>Piktogramme der Beispiele (Twemoji)</translation>
    </message>
    <message>
        <source>Icons (Lucide)</source>
        <translation>Symbole (Lucide)</translation>
    </message>
    <message>
        <source>About sam3_studio</source>
        <translation>Über sam3_studio</translation>
    </message>
    <message>
        <source>Turns photos into training data: type a concept, draw a box, and SAM 3 marks every matching object. The model is written anew in PyTorch and reads the weights that Meta publishes, which have a licence of their own.</source>
        <translation>Macht Fotos zu Trainingsdaten: Begriff eingeben, Rahmen ziehen, und SAM 3 markiert jedes passende Objekt. Das Modell ist in PyTorch neu geschrieben und liest die Gewichte, die Meta veröffentlicht; diese haben eine eigene Lizenz.</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Herkunft</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>CVAT</source>
        <translation>CVAT</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>With a picture open</source>
        <translation>Mit offenem Bild</translation>
    </message>
    <message>
        <source>While a shape is drawn</source>
        <translation>Beim Zeichnen einer Form</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>F&amp;ind</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>&amp;Draw</source>
        <translation>&amp;Zeichnen</translation>
    </message>
    <message>
        <source>&amp;Classes</source>
        <translation>&amp;Klassen</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Open folder…</source>
        <translation>&amp;Ordner öffnen…</translation>
    </message>
    <message>
        <source>Open &amp;project…</source>
        <translation>&amp;Projekt öffnen…</translation>
    </message>
    <message>
        <source>&amp;Save now</source>
        <translation>&amp;Jetzt speichern</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>&amp;Close project</source>
        <translation>Projekt s&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Model…</source>
        <translation>&amp;Modell…</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>D&amp;uplicate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Copy objects of the pre&amp;vious picture</source>
        <translation>Objekte des &amp;vorigen Bildes übernehmen</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>Change c&amp;lass…</source>
        <translation>Kla&amp;sse ändern…</translation>
    </message>
    <message>
        <source>&amp;Hide or show object</source>
        <translation>Objekt aus- oder ein&amp;blenden</translation>
    </message>
    <message>
        <source>Loc&amp;k or unlock object</source>
        <translation>Objekt sperren oder &amp;freigeben</translation>
    </message>
    <message>
        <source>&amp;Next picture</source>
        <translation>&amp;Nächstes Bild</translation>
    </message>
    <message>
        <source>&amp;Previous picture</source>
        <translation>&amp;Voriges Bild</translation>
    </message>
    <message>
        <source>Next picture &amp;to do</source>
        <translation>Nächstes &amp;offenes Bild</translation>
    </message>
    <message>
        <source>Previous picture to d&amp;o</source>
        <translation>Voriges o&amp;ffenes Bild</translation>
    </message>
    <message>
        <source>&amp;First picture</source>
        <translation>&amp;Erstes Bild</translation>
    </message>
    <message>
        <source>&amp;Last picture</source>
        <translation>&amp;Letztes Bild</translation>
    </message>
    <message>
        <source>&amp;Done, and next to do</source>
        <translation>Ferti&amp;g, und zum nächsten offenen</translation>
    </message>
    <message>
        <source>Not done &amp;after all</source>
        <translation>Do&amp;ch nicht fertig</translation>
    </message>
    <message>
        <source>&amp;Search in file names</source>
        <translation>In Dateinamen &amp;suchen</translation>
    </message>
    <message>
        <source>&amp;Type a concept</source>
        <translation>Begriff ein&amp;geben</translation>
    </message>
    <message>
        <source>&amp;Search now</source>
        <translation>Jetzt &amp;suchen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>Abb&amp;rechen</translation>
    </message>
    <message>
        <source>C&amp;lear prompt</source>
        <translation>Vorgaben &amp;leeren</translation>
    </message>
    <message>
        <source>&amp;Accept all shown</source>
        <translation>&amp;Alle gezeigten übernehmen</translation>
    </message>
    <message>
        <source>Accept the chosen &amp;one</source>
        <translation>Den gewählten &amp;übernehmen</translation>
    </message>
    <message>
        <source>&amp;Reject</source>
        <translation>Ver&amp;werfen</translation>
    </message>
    <message>
        <source>Reject, and &amp;nothing like it</source>
        <translation>Verwerfen, und nichts &amp;dergleichen</translation>
    </message>
    <message>
        <source>Accept candidate {digit}</source>
        <translation>Kandidat {digit} übernehmen</translation>
    </message>
    <message>
        <source>Ne&amp;xt candidate</source>
        <translation>&amp;Nächster Kandidat</translation>
    </message>
    <message>
        <source>&amp;Previous candidate</source>
        <translation>&amp;Voriger Kandidat</translation>
    </message>
    <message>
        <source>&amp;Higher threshold</source>
        <translation>Schwelle &amp;höher</translation>
    </message>
    <message>
        <source>Lo&amp;wer threshold</source>
        <translation>Schwelle &amp;tiefer</translation>
    </message>
    <message>
        <source>Search in all &amp;pictures…</source>
        <translation>In allen &amp;Bildern suchen…</translation>
    </message>
    <message>
        <source>Search by &amp;itself</source>
        <translation>Von s&amp;elbst suchen</translation>
    </message>
    <message>
        <source>&amp;Use the model</source>
        <translation>&amp;Modell benutzen</translation>
    </message>
    <message>
        <source>&amp;Select</source>
        <translation>&amp;Auswählen</translation>
    </message>
    <message>
        <source>Box: &amp;more like this</source>
        <translation>Rahmen: &amp;mehr davon</translation>
    </message>
    <message>
        <source>Box: &amp;nothing like this</source>
        <translation>Rahmen: &amp;nichts dergleichen</translation>
    </message>
    <message>
        <source>&amp;Rectangle</source>
        <translation>&amp;Rechteck</translation>
    </message>
    <message>
        <source>&amp;Polygon</source>
        <translation>&amp;Polygon</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>P&amp;insel</translation>
    </message>
    <message>
        <source>S&amp;maller brush</source>
        <translation>Pinsel &amp;kleiner</translation>
    </message>
    <message>
        <source>&amp;Larger brush</source>
        <translation>Pinsel &amp;größer</translation>
    </message>
    <message>
        <source>&amp;Finish the shape</source>
        <translation>&amp;Form abschließen</translation>
    </message>
    <message>
        <source>Take back the last &amp;corner</source>
        <translation>Letzte &amp;Ecke zurücknehmen</translation>
    </message>
    <message>
        <source>&amp;Drop the shape</source>
        <translation>Form &amp;verwerfen</translation>
    </message>
    <message>
        <source>&amp;New class…</source>
        <translation>&amp;Neue Klasse…</translation>
    </message>
    <message>
        <source>&amp;Import classes…</source>
        <translation>Klassen &amp;importieren…</translation>
    </message>
    <message>
        <source>Class {digit}</source>
        <translation>Klasse {digit}</translation>
    </message>
    <message>
        <source>&amp;Whole picture</source>
        <translation>&amp;Ganzes Bild</translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation>&amp;100 %</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Look at it clos&amp;ely</source>
        <translation>Aus der &amp;Nähe ansehen</translation>
    </message>
    <message>
        <source>Hide &amp;all objects</source>
        <translation>&amp;Alle Objekte ausblenden</translation>
    </message>
    <message>
        <source>&amp;Candidates</source>
        <translation>Kan&amp;didaten</translation>
    </message>
    <message>
        <source>&amp;Ghosts below the threshold</source>
        <translation>Ge&amp;ister unter der Schwelle</translation>
    </message>
    <message>
        <source>&amp;Map, and what is missed</source>
        <translation>Kar&amp;te, und was fehlt</translation>
    </message>
    <message>
        <source>&amp;Labels</source>
        <translation>&amp;Beschriftungen</translation>
    </message>
    <message>
        <source>C&amp;rosshair</source>
        <translation>&amp;Fadenkreuz</translation>
    </message>
    <message>
        <source>&amp;Overview</source>
        <translation>Ü&amp;bersicht</translation>
    </message>
    <message>
        <source>&amp;Brightness and contrast…</source>
        <translation>&amp;Helligkeit und Kontrast…</translation>
    </message>
    <message>
        <source>&amp;Panels as at first</source>
        <translation>&amp;Bereiche wie am Anfang</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>&amp;Change keys…</source>
        <translation>Tasten ä&amp;ndern…</translation>
    </message>
    <message>
        <source>&amp;Messages so far</source>
        <translation>&amp;Bisherige Meldungen</translation>
    </message>
    <message>
        <source>&amp;About sam3_studio</source>
        <translation>&amp;Über sam3_studio</translation>
    </message>
    <message>
        <source>Zoom at the mouse</source>
        <translation>An der Maus zoomen</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>Move the picture</source>
        <translation>Bild verschieben</translation>
    </message>
    <message>
        <source>Space or middle button, and drag</source>
        <translation>Leertaste oder mittlere Taste, und ziehen</translation>
    </message>
    <message>
        <source>Accept a candidate</source>
        <translation>Einen Kandidaten übernehmen</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>Klick</translation>
    </message>
    <message>
        <source>Turn a box from more to nothing like this, or back</source>
        <translation>Rahmen umkehren: mehr davon, nichts dergleichen</translation>
    </message>
    <message>
        <source>Shift and drag</source>
        <translation>Umschalt und ziehen</translation>
    </message>
    <message>
        <source>Make a box in the middle of what is seen</source>
        <translation>Einen Rahmen in die Mitte des Sichtbaren setzen</translation>
    </message>
    <message>
        <source>Insert, with Shift inverted</source>
        <translation>Einfg, mit Umschalt umgekehrt</translation>
    </message>
    <message>
        <source>Move the chosen box, or its corner</source>
        <translation>Den gewählten Rahmen verschieben, oder seine Ecke</translation>
    </message>
    <message>
        <source>Arrows, or Ctrl and arrows; Shift goes far</source>
        <translation>Pfeile, oder Strg und Pfeile; Umschalt weiter</translation>
    </message>
</context>
<context>
    <name>Availability</name>
    <message>
        <source>&amp;Undo: {what}</source>
        <translation>&amp;Rückgängig: {what}</translation>
    </message>
    <message>
        <source>&amp;Redo: {what}</source>
        <translation>&amp;Wiederholen: {what}</translation>
    </message>
</context>
<context>
    <name>BoxTools</name>
    <message>
        <source>Like this</source>
        <translation>Davon</translation>
    </message>
    <message>
        <source>Not this</source>
        <translation>Das nicht</translation>
    </message>
</context>
<context>
    <name>Boxes</name>
    <message>
        <source>Draw a box: more like this</source>
        <translation>Rahmen zeichnen: mehr davon</translation>
    </message>
    <message>
        <source>Draw a box: nothing like this</source>
        <translation>Rahmen zeichnen: nichts dergleichen</translation>
    </message>
    <message>
        <source>Change a box</source>
        <translation>Einen Rahmen ändern</translation>
    </message>
    <message>
        <source>Remove a box</source>
        <translation>Einen Rahmen entfernen</translation>
    </message>
</context>
<context>
    <name>Candidates</name>
    <message numerus="yes">
        <source>%n candidate(s) rejected.</source>
        <translation>
            <numerusform>%n Kandidat verworfen.</numerusform>
            <numerusform>%n Kandidaten verworfen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Find nothing like it</source>
        <translation>Nichts dergleichen finden</translation>
    </message>
    <message>
        <source>Draw a box: nothing like this</source>
        <translation>Rahmen zeichnen: nichts dergleichen</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>The picture and its labels. Arrow keys pan, plus and minus zoom, Tab goes from object to object.</source>
        <translation>Das Bild und seine Objekte. Pfeiltasten verschieben, Plus und Minus vergrößern und verkleinern, Tab geht von Objekt zu Objekt.</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesperrt</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>{what}
Click or Space: on and off. Delete: remove.</source>
        <translation>{what}
Klick oder Leertaste: ein und aus. Entf: entfernen.</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>ChipStack</name>
    <message>
        <source>Concept: {text}</source>
        <translation>Begriff: {text}</translation>
    </message>
    <message>
        <source>Box {n}: more like this</source>
        <translation>Rahmen {n}: mehr davon</translation>
    </message>
    <message>
        <source>Box {n}: nothing like this</source>
        <translation>Rahmen {n}: nichts dergleichen</translation>
    </message>
</context>
<context>
    <name>ClassChooser</name>
    <message>
        <source>Class, or a new name</source>
        <translation>Klasse oder neuer Name</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>{name}  ({digit})</source>
        <translation>{name}  ({digit})</translation>
    </message>
    <message>
        <source>New class “{name}”</source>
        <translation>Neue Klasse „{name}“</translation>
    </message>
</context>
<context>
    <name>ClassDialogs</name>
    <message>
        <source>Lists of classes (*.txt *.json *.yaml *.yml *.names);;All files (*)</source>
        <translation>Klassenlisten (*.txt *.json *.yaml *.yml *.names);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Import classes from a text file, COCO or data.yaml</source>
        <translation>Klassen aus Textdatei, COCO oder data.yaml übernehmen</translation>
    </message>
    <message numerus="yes">
        <source>%n class(es) added.</source>
        <translation>
            <numerusform>%n Klasse hinzugefügt.</numerusform>
            <numerusform>%n Klassen hinzugefügt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove class</source>
        <translation>Klasse entfernen</translation>
    </message>
    <message>
        <source>Remove the class “{name}”?</source>
        <translation>Die Klasse „{name}“ entfernen?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>It has no objects; its prompt boxes go with it.</source>
        <translation>Sie hat keine Objekte; ihre Beispielrahmen werden mit ihr entfernt.</translation>
    </message>
    <message>
        <source>{objects} in {pictures} will be deleted with it. Undo does not bring them back.</source>
        <translation>Mit ihr werden {objects} in {pictures} gelöscht. Rückgängig bringt sie nicht zurück.</translation>
    </message>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>%n Objekt</numerusform>
            <numerusform>%n Objekte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bildern</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClassEditor</name>
    <message>
        <source>Class “{name}”</source>
        <translation>Klasse „{name}“</translation>
    </message>
    <message>
        <source>New class</source>
        <translation>Neue Klasse</translation>
    </message>
    <message>
        <source>as label files call it</source>
        <translation>wie sie in Label-Dateien heißt</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>&amp;Taste</translation>
    </message>
    <message>
        <source>yellow school bus, minibus</source>
        <translation>yellow school bus, minibus</translation>
    </message>
    <message>
        <source>What finds its objects in pictures, separated by commas.</source>
        <translation>Was ihre Objekte in Bildern findet, durch Kommas getrennt; am besten englisch.</translation>
    </message>
    <message>
        <source>&amp;Concepts</source>
        <translation>&amp;Begriffe</translation>
    </message>
    <message>
        <source>&amp;Threshold</source>
        <translation>&amp;Schwelle</translation>
    </message>
    <message>
        <source>Candidates that score more are shown.</source>
        <translation>Kandidaten mit höherer Punktzahl werden gezeigt.</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>&amp;Smallest area</source>
        <translation>&amp;Kleinste Fläche</translation>
    </message>
    <message>
        <source>Save class</source>
        <translation>Klasse speichern</translation>
    </message>
    <message>
        <source>A class needs a name.</source>
        <translation>Eine Klasse braucht einen Namen.</translation>
    </message>
    <message>
        <source>There is a class “{name}” already; choose another name.</source>
        <translation>Die Klasse „{name}“ gibt es schon; bitte anders nennen.</translation>
    </message>
    <message>
        <source>Label files cannot hold this name, as it has characters that no line can show.</source>
        <translation>Label-Dateien können diesen Namen nicht fassen: Er hat Zeichen, die keine Zeile zeigen kann.</translation>
    </message>
    <message>
        <source>Colour {code}</source>
        <translation>Farbe {code}</translation>
    </message>
    <message>
        <source>Other…</source>
        <translation>Andere…</translation>
    </message>
    <message>
        <source>Colour of the class</source>
        <translation>Farbe der Klasse</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>{digit} – so far “{name}”</source>
        <translation>{digit} – bisher „{name}“</translation>
    </message>
</context>
<context>
    <name>ClassView</name>
    <message>
        <source>No classes yet. Type a concept in the prompt, or add one here.</source>
        <translation>Noch keine Klassen. Geben Sie rechts einen Begriff ein, oder fügen Sie hier eine hinzu.</translation>
    </message>
    <message>
        <source>Found by: {concepts}</source>
        <translation>Gefunden durch: {concepts}</translation>
    </message>
    <message>
        <source>In this picture: accepted {accepted}, candidates {candidates}</source>
        <translation>In diesem Bild: übernommen {accepted}, Kandidaten {candidates}</translation>
    </message>
</context>
<context>
    <name>Classes</name>
    <message>
        <source>Name of the class</source>
        <translation>Name der Klasse</translation>
    </message>
    <message>
        <source>Looked for in every picture; click to stop that</source>
        <translation>Wird in jedem Bild gesucht; ein Klick beendet das</translation>
    </message>
    <message>
        <source>Not looked for; click to look for it in every picture</source>
        <translation>Wird nicht gesucht; ein Klick sucht sie in jedem Bild</translation>
    </message>
    <message>
        <source>Hide objects of this class</source>
        <translation>Objekte dieser Klasse ausblenden</translation>
    </message>
    <message>
        <source>Show objects of this class</source>
        <translation>Objekte dieser Klasse einblenden</translation>
    </message>
    <message>
        <source>Change class</source>
        <translation>Klasse ändern</translation>
    </message>
    <message>
        <source>object {n}</source>
        <translation>Objekt {n}</translation>
    </message>
</context>
<context>
    <name>ClassesPanel</name>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>New class</source>
        <translation>Neue Klasse</translation>
    </message>
    <message>
        <source>Edit class</source>
        <translation>Klasse bearbeiten</translation>
    </message>
    <message>
        <source>Remove class</source>
        <translation>Klasse entfernen</translation>
    </message>
    <message>
        <source>Import classes</source>
        <translation>Klassen importieren</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten…</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Look for it in every picture</source>
        <translation>In jedem Bild suchen</translation>
    </message>
    <message>
        <source>Show its objects</source>
        <translation>Ihre Objekte zeigen</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
</context>
<context>
    <name>Clipboard</name>
    <message numerus="yes">
        <source>Paste %n object(s)</source>
        <translation>
            <numerusform>%n Objekt einfügen</numerusform>
            <numerusform>%n Objekte einfügen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %n object(s)</source>
        <translation>
            <numerusform>%n Objekt duplizieren</numerusform>
            <numerusform>%n Objekte duplizieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %n object(s) of the previous picture</source>
        <translation>
            <numerusform>%n Objekt des vorigen Bildes kopieren</numerusform>
            <numerusform>%n Objekte des vorigen Bildes kopieren</numerusform>
        </translation>
    </message>
    <message>
        <source>The previous picture has no objects that are not here already.</source>
        <translation>Das vorige Bild hat keine Objekte, die nicht schon hier sind.</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Choose a picture from the list.</source>
        <translation>Wählen Sie ein Bild aus der Liste.</translation>
    </message>
    <message numerus="yes">
        <source>Accept %n object(s)</source>
        <translation>
            <numerusform>%n Objekt übernehmen</numerusform>
            <numerusform>%n Objekte übernehmen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %n candidate(s)</source>
        <translation>
            <numerusform>%n Kandidaten verwerfen</numerusform>
            <numerusform>%n Kandidaten verwerfen</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no picture in this folder. Open another one, or this one again with pictures.</source>
        <translation>In diesem Ordner ist kein Bild. Öffnen Sie einen anderen, oder diesen wieder, sobald Bilder darin sind.</translation>
    </message>
    <message>
        <source>Reading the picture…</source>
        <translation>Das Bild wird gelesen…</translation>
    </message>
</context>
<context>
    <name>DisplayDialog</name>
    <message>
        <source>Brightness and contrast</source>
        <translation>Helligkeit und Kontrast</translation>
    </message>
    <message>
        <source>&amp;Brightness</source>
        <translation>&amp;Helligkeit</translation>
    </message>
    <message>
        <source>&amp;Contrast</source>
        <translation>&amp;Kontrast</translation>
    </message>
    <message>
        <source>&amp;Opacity of masks</source>
        <translation>&amp;Deckkraft der Masken</translation>
    </message>
    <message>
        <source>For your eyes alone: the model and the exports see the picture as it is.</source>
        <translation>Nur für Ihre Augen: Modell und Exporte sehen das Bild, wie es ist.</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
</context>
<context>
    <name>DropPlace</name>
    <message>
        <source>Open a folder of photos</source>
        <translation>Öffnen Sie einen Ordner mit Fotos</translation>
    </message>
    <message>
        <source>Choose one, or drop it here. Your pictures are never changed, and every step is saved.</source>
        <translation>Wählen Sie einen, oder ziehen Sie ihn hierher. Ihre Bilder werden nie verändert, und jeder Schritt wird gespeichert.</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Ordner öffnen…</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>Projekt öffnen…</translation>
    </message>
    <message>
        <source>Try the samples</source>
        <translation>Mit Beispielen ausprobieren</translation>
    </message>
</context>
<context>
    <name>ErrorReport</name>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
        <source>That should not have happened</source>
        <translation>Das hätte nicht passieren dürfen</translation>
    </message>
    <message>
        <source>Your work is on disk, and you can go on. If it happens again, copy this report and send it to whoever looks after the program. It names files of yours; read it before you send it.</source>
        <translation>Die Arbeit ist gespeichert und kann weitergehen. Falls es wieder geschieht, bitte diesen Bericht kopieren und an die Betreuer des Programms schicken. Er nennt eigene Dateien; vor dem Abschicken lesen.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message numerus="yes">
        <source>And %n more since.</source>
        <translation>
            <numerusform>Und seither %n weiterer.</numerusform>
            <numerusform>Und seither %n weitere.</numerusform>
        </translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>{folder} labels</source>
        <translation>{folder} Labels</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>%n Objekt</numerusform>
            <numerusform>%n Objekte</numerusform>
        </translation>
    </message>
    <message>
        <source>{train} for training, {val} for validation, {test} for testing</source>
        <translation>{train} zum Training, {val} zur Validierung, {test} zum Test</translation>
    </message>
    <message>
        <source>Writing labels, then reading them back…</source>
        <translation>Labels werden geschrieben und zurückgelesen…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>What it will be</source>
        <translation>Was es wird</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt…</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>Fortschritt des Exports</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>In {folder}</source>
        <translation>In {folder}</translation>
    </message>
    <message>
        <source>Read back and compared: the worst shape covers {percent} % of its mask.</source>
        <translation>Zurückgelesen und verglichen: Die schlechteste Form stimmt zu {percent} % mit ihrer Maske überein.</translation>
    </message>
    <message numerus="yes">
        <source>%n object(s) without any pixel were left out.</source>
        <translation>
            <numerusform>%n Objekt ohne jedes Pixel wurde ausgelassen.</numerusform>
            <numerusform>%n Objekte ohne jedes Pixel wurden ausgelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) go by another name there, as theirs was taken.</source>
        <translation>
            <numerusform>%n Bild heißt dort anders, da sein Name vergeben war.</numerusform>
            <numerusform>%n Bilder heißen dort anders, da ihre Namen vergeben waren.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label file(s) that you edited stayed as they are.</source>
        <translation>
            <numerusform>%n von Hand geänderte Label-Datei blieb, wie sie ist.</numerusform>
            <numerusform>%n von Hand geänderte Label-Dateien blieben, wie sie sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>Exportiert</translation>
    </message>
    <message>
        <source>Not everything was exported</source>
        <translation>Nicht alles wurde exportiert</translation>
    </message>
    <message>
        <source>The export failed</source>
        <translation>Der Export ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>What was written so far stays, and the next export goes over it.</source>
        <translation>Was schon geschrieben ist, bleibt; der nächste Export geht darüber.</translation>
    </message>
    <message>
        <source>It ended with an error that nobody expected; the report tells more.</source>
        <translation>Er endete mit einem unerwarteten Fehler; der Bericht sagt mehr.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Divide</source>
        <translation>Aufteilen</translation>
    </message>
    <message>
        <source>&amp;Pictures</source>
        <translation>&amp;Bilder</translation>
    </message>
    <message>
        <source>F&amp;older</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>Pictures that are &amp;done</source>
        <translation>&amp;Fertige Bilder</translation>
    </message>
    <message>
        <source>&amp;All pictures that are done or have objects</source>
        <translation>&amp;Alle Bilder, die fertig sind oder Objekte haben</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>&amp;Validation</source>
        <translation>&amp;Validierung</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>&amp;Test</translation>
    </message>
    <message>
        <source>&amp;Seed</source>
        <translation>&amp;Startwert</translation>
    </message>
    <message>
        <source>Folder to export to</source>
        <translation>Zielordner</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Links let training programs change your originals; copies are safe.</source>
        <translation>Über Verknüpfungen können Trainingsprogramme die Originale ändern; Kopien sind sicher.</translation>
    </message>
    <message>
        <source>COCO files name the pictures; they stay where they are.</source>
        <translation>COCO-Dateien nennen die Bilder; diese bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>{percent} % are left for training.</source>
        <translation>{percent} % bleiben zum Training.</translation>
    </message>
    <message>
        <source>All pictures in one dataset.</source>
        <translation>Alle Bilder in einem Datensatz.</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Candidates waiting</source>
        <translation>Kandidaten warten</translation>
    </message>
    <message>
        <source>In work</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>Nicht lesbar</translation>
    </message>
</context>
<context>
    <name>FilesPanel</name>
    <message>
        <source>Search names</source>
        <translation>Namen suchen</translation>
    </message>
    <message>
        <source>Search names of pictures</source>
        <translation>In den Namen der Bilder suchen</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Show which pictures</source>
        <translation>Welche Bilder gezeigt werden</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>{done} of {total} done</source>
        <translation>{done} von {total} fertig</translation>
    </message>
    <message>
        <source>{text} · {shown} shown</source>
        <translation>{text} · {shown} gezeigt</translation>
    </message>
    <message>
        <source>No pictures</source>
        <translation>Keine Bilder</translation>
    </message>
    <message>
        <source>No picture matches search and filter.</source>
        <translation>Kein Bild passt zu Suche und Filter.</translation>
    </message>
    <message>
        <source>No pictures yet.</source>
        <translation>Noch keine Bilder.</translation>
    </message>
</context>
<context>
    <name>FoundView</name>
    <message>
        <source>There may be more: one search finds {n} objects at most.</source>
        <translation>Vielleicht gibt es mehr: Eine Suche findet höchstens {n} Objekte.</translation>
    </message>
    <message>
        <source>Nothing searched yet.</source>
        <translation>Noch nichts gesucht.</translation>
    </message>
    <message>
        <source>presence {value}</source>
        <translation>Präsenz {value}</translation>
    </message>
    <message>
        <source>{n} shown</source>
        <translation>{n} gezeigt</translation>
    </message>
    <message>
        <source>{shown}, {n} just below</source>
        <translation>{shown}, {n} knapp darunter</translation>
    </message>
    <message>
        <source>Searches once the model is loaded.</source>
        <translation>Sucht, sobald das Modell geladen ist.</translation>
    </message>
    <message>
        <source>The model is switched off.</source>
        <translation>Das Modell ist ausgeschaltet.</translation>
    </message>
    <message>
        <source>There is no model that could search.</source>
        <translation>Es gibt kein Modell, das suchen könnte.</translation>
    </message>
</context>
<context>
    <name>ImportClassesDialog</name>
    <message>
        <source>Import classes</source>
        <translation>Klassen importieren</translation>
    </message>
    <message>
        <source>Classes in {file}</source>
        <translation>Klassen in {file}</translation>
    </message>
    <message>
        <source>Classes to import</source>
        <translation>Zu importierende Klassen</translation>
    </message>
    <message>
        <source>{name}  (there already)</source>
        <translation>{name}  (schon da)</translation>
    </message>
    <message>
        <source>Add classes</source>
        <translation>Klassen hinzufügen</translation>
    </message>
    <message>
        <source>None or all</source>
        <translation>Keine oder alle</translation>
    </message>
    <message numerus="yes">
        <source>%n class(es) will be added.</source>
        <translation>
            <numerusform>%n Klasse wird hinzugefügt.</numerusform>
            <numerusform>%n Klassen werden hinzugefügt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Inference</name>
    <message>
        <source>Memory ran short: pictures encoded ahead had to be forgotten, and masks are made in smaller parts.</source>
        <translation>Der Speicher wurde knapp: Vorbereitete Bilder mussten vergessen werden, und Masken entstehen in kleineren Teilen.</translation>
    </message>
    <message>
        <source>The GPU ran out of memory; the model now runs on the CPU.</source>
        <translation>Der Speicher der GPU reicht nicht; das Modell rechnet jetzt auf der CPU.</translation>
    </message>
    <message>
        <source>The model failed in a way that was not foreseen ({error}).</source>
        <translation>Das Modell ist auf unvorhergesehene Weise gescheitert ({error}).</translation>
    </message>
</context>
<context>
    <name>InstancesPanel</name>
    <message>
        <source>Objects and candidates</source>
        <translation>Objekte und Kandidaten</translation>
    </message>
    <message>
        <source>Nothing here yet.</source>
        <translation>Hier ist noch nichts.</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Reject, and nothing like it</source>
        <translation>Verwerfen, und nichts dergleichen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Einblenden</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Change class…</source>
        <translation>Klasse ändern…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Look closely</source>
        <translation>Genau ansehen</translation>
    </message>
    <message>
        <source>Accepted {objects} · Candidates {candidates}</source>
        <translation>Übernommen {objects} · Kandidaten {candidates}</translation>
    </message>
    <message>
        <source>{text}, {n} just below</source>
        <translation>{text}, {n} knapp</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>No action is called like that.</source>
        <translation>Keine Aktion heißt so.</translation>
    </message>
    <message>
        <source>Change keys…</source>
        <translation>Tasten ändern…</translation>
    </message>
</context>
<context>
    <name>Labeling</name>
    <message>
        <source>Clear boxes</source>
        <translation>Rahmen entfernen</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>Legend of the map</source>
        <translation>Legende der Karte</translation>
    </message>
    <message>
        <source>Missed?</source>
        <translation>Übersehen?</translation>
    </message>
    <message>
        <source>Nothing missed</source>
        <translation>Nichts übersehen</translation>
    </message>
    <message>
        <source>Seen by the model</source>
        <translation>Vom Modell gesehen</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objekte</translation>
    </message>
</context>
<context>
    <name>MessagesDialog</name>
    <message>
        <source>Messages so far</source>
        <translation>Bisherige Meldungen</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Failure</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Nothing was said yet.</source>
        <translation>Bisher gab es keine Meldung.</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Alles kopieren</translation>
    </message>
</context>
<context>
    <name>Minimap</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>The whole picture; click to see another part of it.</source>
        <translation>Das ganze Bild; ein Klick zeigt einen anderen Teil davon.</translation>
    </message>
</context>
<context>
    <name>ModelCardView</name>
    <message>
        <source>Get the SAM 3 weights…</source>
        <translation>Die SAM-3-Gewichte holen…</translation>
    </message>
    <message>
        <source>Choose a model…</source>
        <translation>Ein Modell wählen…</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Ausgeschaltet</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen…</translation>
    </message>
    <message>
        <source>Could not be loaded</source>
        <translation>Konnte nicht geladen werden</translation>
    </message>
    <message>
        <source>Embedded model</source>
        <translation>Eingebautes Modell</translation>
    </message>
    <message>
        <source>Computes on {device}</source>
        <translation>Rechnet auf {device}</translation>
    </message>
    <message>
        <source>Nothing is searched; drawing works as ever.</source>
        <translation>Es wird nichts gesucht; Zeichnen geht wie immer.</translation>
    </message>
    <message>
        <source>Small, offline and ready: good for trying everything on the samples. It knows pictograms such as ducks, fruit and toys, and hardly anything in photos. For those, get the public weights.</source>
        <translation>Klein, ohne Netz und sofort bereit: gut, um alles an den Beispielen auszuprobieren. Es kennt Piktogramme wie Enten, Obst und Spielzeug und auf Fotos kaum etwas. Holen Sie dafür die öffentlichen Gewichte.</translation>
    </message>
    <message>
        <source>Finds what you name or show, in photos of any kind.</source>
        <translation>Findet, was Sie nennen oder zeigen, in Fotos aller Art.</translation>
    </message>
    <message>
        <source>1.  Open their page at Hugging Face, accept the licence, and make an access token.</source>
        <translation>1.  Öffnen Sie ihre Seite bei Hugging Face, nehmen Sie die Lizenz an, und erzeugen Sie ein Zugriffstoken.</translation>
    </message>
    <message>
        <source>Open the page</source>
        <translation>Die Seite öffnen</translation>
    </message>
    <message>
        <source>2.  Fetch them (3.5 GB) with this command; it goes on where it stopped.</source>
        <translation>2.  Holen Sie sie (3,5 GB) mit diesem Befehl; er macht weiter, wo er aufgehört hat.</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Den Befehl kopieren</translation>
    </message>
    <message>
        <source>3.  Choose them below. A folder or file that you have already will do as well.</source>
        <translation>3.  Wählen Sie sie unten aus. Ein Ordner oder eine Datei, die Sie schon haben, geht auch.</translation>
    </message>
</context>
<context>
    <name>ModelDialog</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>At work now</source>
        <translation>Zurzeit am Werk</translation>
    </message>
    <message>
        <source>No model is loaded yet.</source>
        <translation>Es ist noch kein Modell geladen.</translation>
    </message>
    <message>
        <source>Model to use</source>
        <translation>Zu benutzendes Modell</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>Dieses Modell benutzen</translation>
    </message>
    <message>
        <source>The small model that ships with the program</source>
        <translation>Das kleine Modell, das mit dem Programm kommt</translation>
    </message>
    <message>
        <source>Downloaded</source>
        <translation>Heruntergeladen</translation>
    </message>
    <message>
        <source>A folder or file of yours</source>
        <translation>Eigener Ordner oder eigene Datei</translation>
    </message>
    <message>
        <source>Downloaded models</source>
        <translation>Heruntergeladene Modelle</translation>
    </message>
    <message>
        <source>Folder or file with weights</source>
        <translation>Ordner oder Datei mit Gewichten</translation>
    </message>
    <message>
        <source>a folder, model.safetensors or sam3.pt</source>
        <translation>ein Ordner, model.safetensors oder sam3.pt</translation>
    </message>
    <message>
        <source>Knows the pictograms of the samples and little else: good for a first look.</source>
        <translation>Kennt die Piktogramme der Beispiele und sonst wenig: gut für einen ersten Eindruck.</translation>
    </message>
    <message>
        <source>Nothing is downloaded yet; see below.</source>
        <translation>Noch nichts heruntergeladen; siehe unten.</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>Ordner…</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>Datei…</translation>
    </message>
    <message>
        <source>The real weights</source>
        <translation>Die echten Gewichte</translation>
    </message>
    <message>
        <source>Open {link}, accept Meta&apos;s SAM License, which says what you may do with the weights, and make an access token. Then run this in a terminal (3.5 GB), and open this dialog again:</source>
        <translation>{link} öffnen, Metas SAM License annehmen, die sagt, was mit den Gewichten erlaubt ist, und ein Zugriffstoken anlegen. Dann dies in einem Terminal ausführen (3,5 GB) und diesen Dialog neu öffnen:</translation>
    </message>
    <message>
        <source>Command that downloads the weights</source>
        <translation>Befehl, der die Gewichte herunterlädt</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>There is no such folder or file.</source>
        <translation>Diesen Ordner oder diese Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>Folder with weights</source>
        <translation>Ordner mit Gewichten</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>File with weights</source>
        <translation>Datei mit Gewichten</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>The model is switched off; “{action}” in the menu “{menu}” switches it on.</source>
        <translation>Das Modell ist ausgeschaltet; „{action}“ im Menü „{menu}“ schaltet es ein.</translation>
    </message>
    <message>
        <source>{name}, at {resolution} px on {device} in {precision} ({reason})</source>
        <translation>{name}, mit {resolution} px auf {device} in {precision} ({reason})</translation>
    </message>
    <message>
        <source>Embedded model</source>
        <translation>Eingebautes Modell</translation>
    </message>
    <message>
        <source>From now on, this model searches: {name}.</source>
        <translation>Ab jetzt sucht dieses Modell: {name}.</translation>
    </message>
    <message>
        <source>model off</source>
        <translation>Modell aus</translation>
    </message>
    <message>
        <source>Nothing is searched; click for more.</source>
        <translation>Es wird nichts gesucht; klicken Sie für mehr.</translation>
    </message>
    <message>
        <source>loading the model…</source>
        <translation>Modell wird geladen…</translation>
    </message>
</context>
<context>
    <name>Objects</name>
    <message>
        <source>Object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Presence</source>
        <translation>Präsenz</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Found by the model</source>
        <translation>Vom Modell gefunden</translation>
    </message>
    <message>
        <source>Drawn by a person</source>
        <translation>Von Hand gezeichnet</translation>
    </message>
    <message>
        <source>Found by the model, then edited</source>
        <translation>Vom Modell gefunden, dann bearbeitet</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Einblenden</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Remove a box</source>
        <translation>Einen Rahmen entfernen</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n object(s)</source>
        <translation>
            <numerusform>%n Objekt löschen</numerusform>
            <numerusform>%n Objekte löschen</numerusform>
        </translation>
    </message>
    <message>
        <source>Locked objects stay as they are; unlock them first.</source>
        <translation>Gesperrte Objekte bleiben, wie sie sind; entsperren Sie sie zuerst.</translation>
    </message>
    <message>
        <source>Hide objects</source>
        <translation>Objekte ausblenden</translation>
    </message>
    <message>
        <source>Show objects</source>
        <translation>Objekte einblenden</translation>
    </message>
    <message>
        <source>Lock objects</source>
        <translation>Objekte sperren</translation>
    </message>
    <message>
        <source>Unlock objects</source>
        <translation>Objekte entsperren</translation>
    </message>
</context>
<context>
    <name>PromptPanel</name>
    <message>
        <source>Find, e.g. duck, red apple</source>
        <translation>Suchen, z. B. duck, red apple</translation>
    </message>
    <message>
        <source>Concepts to find, with commas between them</source>
        <translation>Was zu finden ist, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Remove all boxes</source>
        <translation>Alle Rahmen entfernen</translation>
    </message>
    <message>
        <source>Search by itself after every change</source>
        <translation>Nach jeder Änderung von selbst suchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Accept all shown</source>
        <translation>Alle gezeigten übernehmen</translation>
    </message>
    <message>
        <source>Accept all shown ({n})</source>
        <translation>Alle gezeigten übernehmen ({n})</translation>
    </message>
    <message>
        <source>Nothing finds this class yet: type a concept, or draw a box around an example.</source>
        <translation>Diese Klasse wird noch durch nichts gefunden: Geben Sie einen Begriff ein, oder zeichnen Sie einen Rahmen um ein Beispiel.</translation>
    </message>
    <message>
        <source>Type what to find, and press Enter. A class of that name is made for it.</source>
        <translation>Geben Sie ein, was zu finden ist, und drücken Sie die Eingabetaste. Eine Klasse dieses Namens entsteht dafür.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>Prompting</name>
    <message>
        <source>Switch a box on</source>
        <translation>Einen Rahmen einschalten</translation>
    </message>
    <message>
        <source>Switch a box off</source>
        <translation>Einen Rahmen ausschalten</translation>
    </message>
    <message>
        <source>Remove a box</source>
        <translation>Einen Rahmen entfernen</translation>
    </message>
</context>
<context>
    <name>RecentButton</name>
    <message>
        <source>today, {time}</source>
        <translation>heute, {time}</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>{done} of {total} done</source>
        <translation>{done} von {total} fertig</translation>
    </message>
</context>
<context>
    <name>RecentList</name>
    <message>
        <source>Recent</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Forget {name}</source>
        <translation>{name} vergessen</translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <source>Open &amp;recent</source>
        <translation>Zuletzt &amp;geöffnet</translation>
    </message>
    <message>
        <source>&amp;Forget these</source>
        <translation>Diese Liste &amp;vergessen</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Prompting</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Anzeige</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>The settings cannot be written to {path} ({reason}); they hold until you quit.</source>
        <translation>Die Einstellungen lassen sich nicht nach {path} schreiben ({reason}); sie gelten bis zum Beenden.</translation>
    </message>
    <message>
        <source>{path} has entries that make no sense, so their defaults apply: {entries}.</source>
        <translation>{path} enthält unsinnige Einträge, daher gelten deren Vorgaben: {entries}.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}), so the defaults apply.</source>
        <translation>{path} ist nicht lesbar ({reason}), daher gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>The settings were damaged, so the defaults apply; what was there is kept in {path}.</source>
        <translation>Die Einstellungen waren beschädigt, daher gelten die Vorgaben; was da war, liegt in {path}.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Takes effect at the next start.</source>
        <translation>Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Thumbnails in the list of files</source>
        <translation>Vorschaubilder in der Dateiliste</translation>
    </message>
    <message>
        <source>Ask before removing classes</source>
        <translation>Vor dem Entfernen von Klassen fragen</translation>
    </message>
    <message>
        <source>What is removed with a class cannot be brought back by Undo.</source>
        <translation>Was mit einer Klasse entfernt wird, bringt Rückgängig nicht zurück.</translation>
    </message>
    <message>
        <source>Find objects with the model</source>
        <translation>Objekte mit dem Modell finden</translation>
    </message>
    <message>
        <source>Switched off, the model is not even loaded; drawing works as ever.</source>
        <translation>Ausgeschaltet wird das Modell nicht einmal geladen; Zeichnen geht wie immer.</translation>
    </message>
    <message>
        <source>Compute on</source>
        <translation>Rechnen auf</translation>
    </message>
    <message>
        <source>The fastest there is</source>
        <translation>Dem schnellsten Gerät</translation>
    </message>
    <message>
        <source>NVIDIA GPU (CUDA)</source>
        <translation>NVIDIA-Grafik (CUDA)</translation>
    </message>
    <message>
        <source>Apple GPU (MPS)</source>
        <translation>Apple-Grafik (MPS)</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>Prozessor (CPU)</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>What suits the device</source>
        <translation>Passend zum Gerät</translation>
    </message>
    <message>
        <source>Half precision takes half the memory; results differ in the third digit.</source>
        <translation>Halbe Genauigkeit braucht halb so viel Speicher; Ergebnisse weichen in der dritten Stelle ab.</translation>
    </message>
    <message>
        <source>Memory for prepared pictures</source>
        <translation>Speicher für vorbereitete Bilder</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>A picture that is kept answers at once when you come back to it.</source>
        <translation>Ein behaltenes Bild antwortet sofort, wenn man zu ihm zurückkehrt.</translation>
    </message>
    <message>
        <source>Search by itself after every change</source>
        <translation>Nach jeder Änderung von selbst suchen</translation>
    </message>
    <message>
        <source>Switched off, Enter starts the search.</source>
        <translation>Ausgeschaltet startet die Eingabetaste die Suche.</translation>
    </message>
    <message>
        <source>Wait before that</source>
        <translation>Davor warten</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>Prepare pictures ahead</source>
        <translation>Bilder im Voraus vorbereiten</translation>
    </message>
    <message>
        <source>In the direction you go</source>
        <translation>In Laufrichtung</translation>
    </message>
    <message>
        <source>Always the next one</source>
        <translation>Immer das nächste</translation>
    </message>
    <message>
        <source>The next and the previous one</source>
        <translation>Das nächste und das vorige</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Show as ghosts below the threshold</source>
        <translation>Als Geister unter der Schwelle zeigen</translation>
    </message>
    <message>
        <source>Candidates that miss the threshold by up to this much are hinted at.</source>
        <translation>Kandidaten, die die Schwelle um höchstens so viel verfehlen, werden angedeutet.</translation>
    </message>
    <message>
        <source>Same object from an overlap of</source>
        <translation>Dasselbe Objekt ab einer Überdeckung von</translation>
    </message>
    <message>
        <source>Candidates that share this much (IoU) with an accepted object are not offered again.</source>
        <translation>Kandidaten, die so viel (IoU) mit einem übernommenen Objekt teilen, werden nicht noch einmal angeboten.</translation>
    </message>
    <message>
        <source>Draw masks as</source>
        <translation>Masken zeichnen als</translation>
    </message>
    <message>
        <source>Fill and outline</source>
        <translation>Fläche und Umriss</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Fläche</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Umriss</translation>
    </message>
    <message>
        <source>Opacity of the fill</source>
        <translation>Deckkraft der Fläche</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Colour by</source>
        <translation>Färben nach</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Labels with scores</source>
        <translation>Beschriftung mit Punktzahl</translation>
    </message>
    <message>
        <source>Under the mouse</source>
        <translation>Unter der Maus</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>Candidates just below the threshold</source>
        <translation>Kandidaten knapp unter der Schwelle</translation>
    </message>
    <message>
        <source>Map, and what is missed</source>
        <translation>Karte, und was fehlt</translation>
    </message>
    <message>
        <source>Crosshair at the mouse</source>
        <translation>Fadenkreuz an der Maus</translation>
    </message>
    <message>
        <source>Overview while zoomed in</source>
        <translation>Übersicht bei Vergrößerung</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>COCO</source>
        <translation>COCO</translation>
    </message>
    <message>
        <source>COCO, all masks as run lengths</source>
        <translation>COCO, alle Masken als Lauflängen</translation>
    </message>
    <message>
        <source>YOLO, segmentation</source>
        <translation>YOLO, Segmentierung</translation>
    </message>
    <message>
        <source>YOLO, boxes</source>
        <translation>YOLO, Rahmen</translation>
    </message>
    <message>
        <source>Pictures that are not done, too</source>
        <translation>Auch Bilder, die nicht fertig sind</translation>
    </message>
    <message>
        <source>For validation</source>
        <translation>Zur Validierung</translation>
    </message>
    <message>
        <source>For testing</source>
        <translation>Zum Test</translation>
    </message>
    <message>
        <source>Seed of the split</source>
        <translation>Startwert der Aufteilung</translation>
    </message>
    <message>
        <source>The same seed splits the same pictures in the same way.</source>
        <translation>Derselbe Startwert teilt dieselben Bilder gleich auf.</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Link (no space, same disk)</source>
        <translation>Verknüpfen (ohne Platz, selbe Platte)</translation>
    </message>
    <message>
        <source>Link to where they are</source>
        <translation>Auf ihren Ort verweisen</translation>
    </message>
    <message>
        <source>Leave where they are</source>
        <translation>Lassen, wo sie sind</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Groups of settings</source>
        <translation>Gruppen von Einstellungen</translation>
    </message>
    <message>
        <source>Defaults for this page</source>
        <translation>Vorgaben für diese Seite</translation>
    </message>
    <message>
        <source>Choose a model…</source>
        <translation>Modell wählen…</translation>
    </message>
    <message>
        <source>Change keys…</source>
        <translation>Tasten ändern…</translation>
    </message>
</context>
<context>
    <name>ShortcutDialog</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Use these keys</source>
        <translation>Diese Tasten benutzen</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>Search actions or keys</source>
        <translation>Aktionen oder Tasten suchen</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>Gilt</translation>
    </message>
    <message>
        <source>Press the keys</source>
        <translation>Tasten drücken</translation>
    </message>
    <message>
        <source>Click here and press the keys</source>
        <translation>Hier klicken und Tasten drücken</translation>
    </message>
    <message>
        <source>Use only this</source>
        <translation>Nur diese</translation>
    </message>
    <message>
        <source>Use this, too</source>
        <translation>Diese auch</translation>
    </message>
    <message>
        <source>No keys</source>
        <translation>Keine Tasten</translation>
    </message>
    <message>
        <source>As in the preset</source>
        <translation>Wie in der Vorlage</translation>
    </message>
    <message>
        <source>{key} already starts {names}, which would lose it.</source>
        <translation>{key} löst schon {names} aus und ginge dort verloren.</translation>
    </message>
    <message>
        <source>{key} starts {names} at the same time; give one of them another key.</source>
        <translation>{key} löst {names} zugleich aus; bitte einem davon eine andere Taste geben.</translation>
    </message>
    <message>
        <source>For “{name}”, press the keys that are to start it.</source>
        <translation>Für „{name}“ die Tasten drücken, die es auslösen sollen.</translation>
    </message>
    <message>
        <source>“{name}”</source>
        <translation>„{name}“</translation>
    </message>
</context>
<context>
    <name>ShowingWidget</name>
    <message>
        <source>Open a folder to see its pictures here.</source>
        <translation>Öffnen Sie einen Ordner, um seine Bilder hier zu sehen.</translation>
    </message>
</context>
<context>
    <name>StageLine</name>
    <message>
        <source>Encoding</source>
        <translation>Vorbereiten</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>Masken</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Turn photos into training data: name it, show it, keep what is right.</source>
        <translation>Aus Fotos werden Trainingsdaten: nennen, zeigen, behalten, was stimmt.</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Model and device</source>
        <translation>Modell und Gerät</translation>
    </message>
    <message>
        <source>Zoom; click to see the whole picture</source>
        <translation>Zoom; ein Klick zeigt das ganze Bild</translation>
    </message>
    <message>
        <source>Messages so far</source>
        <translation>Bisherige Meldungen</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>kein Modell</translation>
    </message>
    <message>
        <source>Encoding…</source>
        <translation>Wird vorbereitet…</translation>
    </message>
    <message>
        <source>Encoded</source>
        <translation>Vorbereitet</translation>
    </message>
    <message>
        <source>Not encoded</source>
        <translation>Nicht vorbereitet</translation>
    </message>
    <message>
        <source>A picture that is encoded answers at once.</source>
        <translation>Ein vorbereitetes Bild antwortet sofort.</translation>
    </message>
    <message>
        <source>✓ Saved</source>
        <translation>✓ Gespeichert</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>Every step is on disk at once.</source>
        <translation>Jeder Schritt ist sofort auf der Platte.</translation>
    </message>
</context>
<context>
    <name>Telling</name>
    <message>
        <source>All saved at {time}; every step is on disk at once.</source>
        <translation>Um {time} ist alles gespeichert; jeder Schritt ist sofort auf der Platte.</translation>
    </message>
</context>
<context>
    <name>ThresholdControl</name>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Candidates that score more are shown. Moving it asks the model nothing.</source>
        <translation>Gezeigt werden Kandidaten mit mehr Punkten. Verschieben fragt das Modell nicht.</translation>
    </message>
    <message>
        <source>Threshold in percent</source>
        <translation>Schwelle in Prozent</translation>
    </message>
</context>
<context>
    <name>Travel</name>
    <message>
        <source>Every picture after this one is done.</source>
        <translation>Alle Bilder nach diesem sind fertig.</translation>
    </message>
    <message>
        <source>Every picture before this one is done.</source>
        <translation>Alle Bilder vor diesem sind fertig.</translation>
    </message>
</context>
<context>
    <name>Viewing</name>
    <message>
        <source>&amp;Draw masks as</source>
        <translation>Masken &amp;zeichnen als</translation>
    </message>
    <message>
        <source>C&amp;olour by</source>
        <translation>&amp;Farbe nach</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Open a folder of photos</source>
        <translation>Einen Ordner mit Fotos öffnen</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Ein Projekt öffnen</translation>
    </message>
</context>
<context>
    <name>_Bar</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>dialogs</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
</TS>
