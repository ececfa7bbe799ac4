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
        <source>Mas&amp;ks</source>
        <translation>&amp;Masken</translation>
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
        <source>Look for ne&amp;w pictures</source>
        <translation>Nach neuen Bil&amp;dern suchen</translation>
    </message>
    <message>
        <source>&amp;Save now</source>
        <translation>&amp;Jetzt speichern</translation>
    </message>
    <message>
        <source>Import &amp;labels…</source>
        <translation>&amp;Labels importieren…</translation>
    </message>
    <message>
        <source>&amp;Undo the last import…</source>
        <translation>Letzten Import &amp;rückgängig machen…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>&amp;Numbers and mistakes…</source>
        <translation>&amp;Zahlen und Fehler…</translation>
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
        <source>Enable &amp;GPU…</source>
        <translation>&amp;Grafikkarte einschalten…</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>E&amp;instellungen…</translation>
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
        <source>Duplica&amp;te</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Copy objects of the pre&amp;vious picture</source>
        <translation>Objekte des &amp;vorigen Bildes kopieren</translation>
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
        <source>Details of the ob&amp;ject…</source>
        <translation>Angaben zum Ob&amp;jekt…</translation>
    </message>
    <message>
        <source>Details of the p&amp;icture…</source>
        <translation>Angaben zum B&amp;ild…</translation>
    </message>
    <message>
        <source>&amp;Hide or show object</source>
        <translation>Objekt aus- oder ein&amp;blenden</translation>
    </message>
    <message>
        <source>Sho&amp;w all objects</source>
        <translation>Alle Objekte ei&amp;nblenden</translation>
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
        <source>Acc&amp;ept as it is, and next to do</source>
        <translation>So übernehmen, &amp;und weiter</translation>
    </message>
    <message>
        <source>Needs another loo&amp;k, and next to do</source>
        <translation>Noch einmal an&amp;sehen, und weiter</translation>
    </message>
    <message>
        <source>Not done &amp;after all</source>
        <translation>Do&amp;ch nicht fertig</translation>
    </message>
    <message>
        <source>Order &amp;by need</source>
        <translation>Nach Be&amp;darf ordnen</translation>
    </message>
    <message>
        <source>&amp;Search in file names</source>
        <translation>&amp;In Dateinamen suchen</translation>
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
        <source>Look at what is &amp;visible</source>
        <translation>Sichtbares &amp;ansehen</translation>
    </message>
    <message>
        <source>Loo&amp;k in tiles</source>
        <translation>In &amp;Kacheln ansehen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>Abb&amp;rechen</translation>
    </message>
    <message>
        <source>C&amp;lear prompt</source>
        <translation>Suche &amp;leeren</translation>
    </message>
    <message>
        <source>&amp;Accept all shown</source>
        <translation>Alle ge&amp;zeigten übernehmen</translation>
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
        <translation>Verwerfen, &amp;und nichts dergleichen</translation>
    </message>
    <message>
        <source>Offer a&amp;gain what was rejected</source>
        <translation>Verworfene wie&amp;der anbieten</translation>
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
        <source>S&amp;earch in all pictures…</source>
        <translation>In allen &amp;Bildern suchen…</translation>
    </message>
    <message>
        <source>Review all candidates o&amp;f a class…</source>
        <translation>Alle Kand&amp;idaten einer Klasse durchsehen…</translation>
    </message>
    <message>
        <source>Prepare all pictures on &amp;disk</source>
        <translation>Alle Bilder auf der &amp;Platte vorbereiten</translation>
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
        <source>&amp;Eraser</source>
        <translation>&amp;Radierer</translation>
    </message>
    <message>
        <source>&amp;Rectangle</source>
        <translation>Rec&amp;hteck</translation>
    </message>
    <message>
        <source>&amp;Finish the shape, or take what the model proposes</source>
        <translation>Form &amp;abschließen, oder den Vorschlag des Modells nehmen</translation>
    </message>
    <message>
        <source>&amp;Drop the shape, or what the model proposes</source>
        <translation>Form oder Vorschlag des Modells &amp;verwerfen</translation>
    </message>
    <message>
        <source>&amp;Fill holes…</source>
        <translation>Löcher &amp;füllen…</translation>
    </message>
    <message>
        <source>Selected objects, and what is drawn next: class {digit}</source>
        <translation>Ausgewählte Objekte und was danach gezeichnet wird: Klasse {digit}</translation>
    </message>
    <message>
        <source>&amp;Polygon</source>
        <translation>&amp;Polygon</translation>
    </message>
    <message>
        <source>Restore a &amp;backup…</source>
        <translation>Sicherung &amp;wiederherstellen…</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>P&amp;insel</translation>
    </message>
    <message>
        <source>&amp;Corners</source>
        <translation>E&amp;cken</translation>
    </message>
    <message>
        <source>C&amp;ut</source>
        <translation>Schn&amp;eiden</translation>
    </message>
    <message>
        <source>&amp;Fill a hole</source>
        <translation>Loch &amp;füllen</translation>
    </message>
    <message>
        <source>Model: look &amp;again here</source>
        <translation>Modell: hier noch einmal &amp;suchen</translation>
    </message>
    <message>
        <source>Model: take this a&amp;way</source>
        <translation>Modell: das hier &amp;wegnehmen</translation>
    </message>
    <message>
        <source>Smaller brus&amp;h</source>
        <translation>Pinsel &amp;kleiner</translation>
    </message>
    <message>
        <source>&amp;Larger brush</source>
        <translation>Pinsel &amp;größer</translation>
    </message>
    <message>
        <source>Round or s&amp;quare brush</source>
        <translation>Runder &amp;oder eckiger Pinsel</translation>
    </message>
    <message>
        <source>Take back the last &amp;corner</source>
        <translation>Letzte &amp;Ecke zurücknehmen</translation>
    </message>
    <message>
        <source>Remove &amp;islands…</source>
        <translation>&amp;Inseln entfernen…</translation>
    </message>
    <message>
        <source>&amp;Smooth…</source>
        <translation>&amp;Glätten…</translation>
    </message>
    <message>
        <source>&amp;Grow…</source>
        <translation>&amp;Wachsen lassen…</translation>
    </message>
    <message>
        <source>S&amp;hrink…</source>
        <translation>&amp;Schrumpfen…</translation>
    </message>
    <message>
        <source>S&amp;plit into parts</source>
        <translation>In &amp;Teile trennen</translation>
    </message>
    <message>
        <source>&amp;Merge</source>
        <translation>&amp;Vereinigen</translation>
    </message>
    <message>
        <source>Cut out of all &amp;others</source>
        <translation>Aus allen &amp;anderen ausschneiden</translation>
    </message>
    <message>
        <source>S&amp;ubtract the last one selected from the others</source>
        <translation>Das &amp;zuletzt gewählte von den anderen abziehen</translation>
    </message>
    <message>
        <source>&amp;No overlaps: what lies on top wins</source>
        <translation>&amp;Keine Überlappung: Was oben liegt, gewinnt</translation>
    </message>
    <message>
        <source>To the f&amp;ront</source>
        <translation>&amp;Nach vorn</translation>
    </message>
    <message>
        <source>To the &amp;back</source>
        <translation>Nach &amp;hinten</translation>
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
        <source>&amp;Whole picture</source>
        <translation>&amp;Ganzes Bild</translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation>&amp;100 %</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>V&amp;ergrößern</translation>
    </message>
    <message>
        <source>&amp;Zoom out</source>
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
        <translation>Übe&amp;rsicht</translation>
    </message>
    <message>
        <source>&amp;Brightness and contrast…</source>
        <translation>&amp;Helligkeit und Kontrast…</translation>
    </message>
    <message>
        <source>Reset &amp;panels</source>
        <translation>Bereiche &amp;wie am Anfang</translation>
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
        <source>Menu of an object or a candidate</source>
        <translation>Menü eines Objekts oder Kandidaten</translation>
    </message>
    <message>
        <source>Right button, with the tool that selects</source>
        <translation>Rechte Taste, mit dem Auswahlwerkzeug</translation>
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
        <source>In a review: accept or reject candidates</source>
        <translation>Beim Durchsehen: Kandidaten übernehmen oder verwerfen</translation>
    </message>
    <message>
        <source>Click or drag; right button to reject; Shift for a range</source>
        <translation>Klicken oder ziehen; rechte Taste verwirft; Umschalt für einen Bereich</translation>
    </message>
    <message>
        <source>In a review: the same by keys, one by one</source>
        <translation>Beim Durchsehen: dasselbe mit Tasten, eins nach dem anderen</translation>
    </message>
    <message>
        <source>A accepts, X rejects, U does neither</source>
        <translation>A übernimmt, X verwirft, U keins von beiden</translation>
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
        <source>Erase with the brush, or add with the eraser</source>
        <translation>Mit dem Pinsel radieren, oder mit dem Radierer malen</translation>
    </message>
    <message>
        <source>Ctrl or the right button, and drag</source>
        <translation>Strg oder rechte Taste, und ziehen</translation>
    </message>
    <message>
        <source>Change the size of the brush</source>
        <translation>Pinselgröße ändern</translation>
    </message>
    <message>
        <source>Ctrl or Alt and wheel</source>
        <translation>Strg oder Alt und Mausrad</translation>
    </message>
    <message>
        <source>Paint with a pen: pressure sets the size, the other end erases</source>
        <translation>Mit einem Stift malen: Der Druck bestimmt die Größe, das andere Ende radiert</translation>
    </message>
    <message>
        <source>Press and draw</source>
        <translation>Andrücken und zeichnen</translation>
    </message>
    <message>
        <source>Take away with the polygon or the rectangle</source>
        <translation>Mit dem Polygon oder dem Rechteck wegnehmen</translation>
    </message>
    <message>
        <source>Ctrl when it is begun</source>
        <translation>Strg beim Beginn</translation>
    </message>
    <message>
        <source>Draw a polygon: each click is a corner</source>
        <translation>Ein Polygon zeichnen: Jeder Klick ist eine Ecke</translation>
    </message>
    <message>
        <source>Click; at the first corner, or twice, to finish</source>
        <translation>Klicken; an der ersten Ecke oder doppelt beendet</translation>
    </message>
    <message>
        <source>Move a corner, make a new one, or remove one</source>
        <translation>Eine Ecke bewegen, eine neue machen oder eine entfernen</translation>
    </message>
    <message>
        <source>Drag it, drag an edge, or right button</source>
        <translation>Ziehen, an einer Kante ziehen, oder rechte Taste</translation>
    </message>
    <message>
        <source>Cut in a straight line</source>
        <translation>In gerader Linie schneiden</translation>
    </message>
    <message>
        <source>Move the chosen box, or its corner</source>
        <translation>Den gewählten Rahmen verschieben, oder seine Ecke</translation>
    </message>
    <message>
        <source>Arrows, or Ctrl and arrows; Shift goes far</source>
        <translation>Pfeile, oder Strg und Pfeile; Umschalt weiter</translation>
    </message>
    <message>
        <source>Drag a box around it. With Shift it means the opposite.</source>
        <translation>Einen Rahmen darum ziehen. Mit Umschalt bedeutet er das Gegenteil.</translation>
    </message>
    <message>
        <source>Click an object, with Shift one more, or drag around several.</source>
        <translation>Ein Objekt anklicken, mit Umschalt noch eines, oder um mehrere herum ziehen.</translation>
    </message>
    <message>
        <source>Ctrl erases. Ctrl or Alt and the wheel, or {brush_smaller} and {brush_larger}, change the size.</source>
        <translation>Strg radiert. Strg oder Alt und das Rad oder {brush_smaller} und {brush_larger} ändern die Größe.</translation>
    </message>
    <message>
        <source>Ctrl paints. Ctrl or Alt and the wheel, or {brush_smaller} and {brush_larger}, change the size.</source>
        <translation>Strg malt. Strg oder Alt und das Rad oder {brush_smaller} und {brush_larger} ändern die Größe.</translation>
    </message>
    <message>
        <source>Click corners, or draw freely. {finish_shape} finishes it. Begun with Ctrl, it takes away.</source>
        <translation>Ecken anklicken oder frei zeichnen. {finish_shape} schließt ab. Mit Strg begonnen nimmt es weg.</translation>
    </message>
    <message>
        <source>Drag from corner to corner. With Ctrl it takes away.</source>
        <translation>Von Ecke zu Ecke ziehen. Mit Strg nimmt es weg.</translation>
    </message>
    <message>
        <source>Drag a corner, or an edge for a new one. {delete} or the right button removes one.</source>
        <translation>Eine Ecke ziehen oder eine Kante für eine neue. {delete} oder die rechte Taste entfernt eine.</translation>
    </message>
    <message>
        <source>Drag across an object, with Shift in a straight line.</source>
        <translation>Quer über ein Objekt ziehen, mit Umschalt in gerader Linie.</translation>
    </message>
    <message>
        <source>Green: look again here. Red (Shift): take this away.</source>
        <translation>Grün: neu suchen. Rot (Umschalt): wegnehmen.</translation>
    </message>
    <message>
        <source>Red: take this away. Green (Shift): look again here.</source>
        <translation>Rot: wegnehmen. Grün (Umschalt): neu suchen.</translation>
    </message>
    <message>
        <source>Click a hole: what turns green is filled.</source>
        <translation>Ein Loch anklicken: Was grün wird, wird gefüllt.</translation>
    </message>
</context>
<context>
    <name>Areas</name>
    <message>
        <source>Paint</source>
        <translation>Malen</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Schneiden</translation>
    </message>
    <message>
        <source>The cut takes off no more than a speck, which stays: cross an object from side to side, or erase the speck.</source>
        <translation>Der Schnitt trennt nur einen Splitter ab, der bleibt: Führen Sie ihn von Rand zu Rand durch ein Objekt, oder radieren Sie den Splitter weg.</translation>
    </message>
    <message>
        <source>The cut divides nothing that is selected: it has to cross an object from side to side.</source>
        <translation>Der Schnitt trennt nichts von dem, was ausgewählt ist: Er muss ein Objekt von Rand zu Rand queren.</translation>
    </message>
    <message>
        <source>The cut divides nothing: it has to cross an object from side to side.</source>
        <translation>Der Schnitt trennt nichts: Er muss ein Objekt von Rand zu Rand queren.</translation>
    </message>
    <message>
        <source>There is no hole here.</source>
        <translation>Hier ist kein Loch.</translation>
    </message>
    <message>
        <source>Nothing that is selected has a hole here.</source>
        <translation>Nichts Ausgewähltes hat hier ein Loch.</translation>
    </message>
    <message>
        <source>Fill a hole</source>
        <translation>Loch füllen</translation>
    </message>
    <message>
        <source>The number of pixels is still being tried; take it or cancel it first.</source>
        <translation>Die Pixelzahl wird noch ausprobiert; übernehmen Sie sie zuerst, oder brechen Sie ab.</translation>
    </message>
    <message>
        <source>Move corners</source>
        <translation>Ecken verschieben</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Radieren</translation>
    </message>
    <message>
        <source>There is nothing to erase here of what is selected.</source>
        <translation>Von dem, was ausgewählt ist, gibt es hier nichts zu radieren.</translation>
    </message>
    <message>
        <source>There is nothing to erase here.</source>
        <translation>Hier gibt es nichts zu radieren.</translation>
    </message>
    <message>
        <source>Draw an object</source>
        <translation>Objekt zeichnen</translation>
    </message>
</context>
<context>
    <name>Arrangement</name>
    <message>
        <source>Open a folder first.</source>
        <translation>Öffnen Sie zuerst einen Ordner.</translation>
    </message>
</context>
<context>
    <name>Availability</name>
    <message>
        <source>Select two objects or more first.</source>
        <translation>Wählen Sie zuerst mindestens zwei Objekte aus.</translation>
    </message>
    <message>
        <source>Select an object first.</source>
        <translation>Wählen Sie zuerst ein Objekt aus.</translation>
    </message>
    <message>
        <source>There are no two objects in this picture.</source>
        <translation>In diesem Bild gibt es keine zwei Objekte.</translation>
    </message>
    <message>
        <source>Select an object, a candidate or a box first.</source>
        <translation>Wählen Sie zuerst ein Objekt, einen Kandidaten oder eine Box aus.</translation>
    </message>
    <message>
        <source>There is no object in this picture.</source>
        <translation>In diesem Bild gibt es kein Objekt.</translation>
    </message>
    <message>
        <source>Select an object or a candidate first.</source>
        <translation>Wählen Sie zuerst ein Objekt oder einen Kandidaten aus.</translation>
    </message>
    <message>
        <source>&amp;Undo: {what}</source>
        <translation>&amp;Rückgängig: {what}</translation>
    </message>
    <message>
        <source>Nothing has been done here that could be undone.</source>
        <translation>Hier wurde nichts getan, was sich rückgängig machen ließe.</translation>
    </message>
    <message>
        <source>&amp;Redo: {what}</source>
        <translation>&amp;Wiederholen: {what}</translation>
    </message>
    <message>
        <source>Nothing has been undone here.</source>
        <translation>Hier wurde nichts rückgängig gemacht.</translation>
    </message>
    <message>
        <source>The picture is not shown yet.</source>
        <translation>Das Bild ist noch nicht zu sehen.</translation>
    </message>
    <message>
        <source>What is selected is hidden; show it first.</source>
        <translation>Das Ausgewählte ist ausgeblendet; blenden Sie es zuerst ein.</translation>
    </message>
    <message>
        <source>No object of this picture is hidden.</source>
        <translation>Kein Objekt dieses Bildes ist ausgeblendet.</translation>
    </message>
    <message>
        <source>Copy an object first.</source>
        <translation>Kopieren Sie zuerst ein Objekt.</translation>
    </message>
    <message>
        <source>There is no candidate here.</source>
        <translation>Hier gibt es keinen Kandidaten.</translation>
    </message>
    <message>
        <source>No candidate is above the threshold.</source>
        <translation>Kein Kandidat liegt über der Schwelle.</translation>
    </message>
    <message>
        <source>All candidates are hidden; show them first.</source>
        <translation>Alle Kandidaten sind ausgeblendet; blenden Sie sie zuerst ein.</translation>
    </message>
    <message>
        <source>Nothing has been rejected in this picture.</source>
        <translation>In diesem Bild wurde nichts verworfen.</translation>
    </message>
    <message>
        <source>Choose a class first.</source>
        <translation>Wählen Sie zuerst eine Klasse.</translation>
    </message>
    <message>
        <source>There is no box of this class in the picture.</source>
        <translation>Im Bild gibt es keine Box dieser Klasse.</translation>
    </message>
    <message>
        <source>There is no class that is searched for.</source>
        <translation>Es gibt keine Klasse, nach der gesucht wird.</translation>
    </message>
    <message>
        <source>No class has this key.</source>
        <translation>Keine Klasse hat diese Taste.</translation>
    </message>
    <message>
        <source>There is no picture yet.</source>
        <translation>Es gibt noch kein Bild.</translation>
    </message>
    <message>
        <source>It is marked as that already.</source>
        <translation>Es ist schon so vorgemerkt.</translation>
    </message>
    <message>
        <source>This picture is not done.</source>
        <translation>Dieses Bild ist nicht fertig.</translation>
    </message>
</context>
<context>
    <name>Backups</name>
    <message>
        <source>Restore a backup…</source>
        <translation>Sicherung wiederherstellen…</translation>
    </message>
    <message>
        <source>There is no backup yet; one is made on every day on which something changes.</source>
        <translation>Es gibt noch keine Sicherung; an jedem Tag, an dem sich etwas ändert, wird eine angelegt.</translation>
    </message>
    <message>
        <source>A copy of how the project is now is made first.</source>
        <translation>Vorher wird das Projekt kopiert, wie es jetzt ist.</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Sicherung wiederherstellen</translation>
    </message>
    <message>
        <source>The backup is restored. What was left of the project is kept in {file}.</source>
        <translation>Die Sicherung ist wiederhergestellt. Was vom Projekt übrig war, liegt in {file}.</translation>
    </message>
    <message>
        <source>The backup is restored. How the project was is among the backups.</source>
        <translation>Die Sicherung ist wiederhergestellt. Wie das Projekt bis jetzt war, liegt bei den Sicherungen.</translation>
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
    <name>BrushOptions</name>
    <message>
        <source>Size of the brush</source>
        <translation>Größe des Pinsels</translation>
    </message>
    <message>
        <source>Size of the brush in pixels of the picture</source>
        <translation>Größe des Pinsels in Pixeln des Bildes</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Round brush</source>
        <translation>Runder Pinsel</translation>
    </message>
    <message>
        <source>Square brush</source>
        <translation>Eckiger Pinsel</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
</context>
<context>
    <name>Candidates</name>
    <message>
        <source>A candidate gets another class once it is accepted; chosen now is the class to go on with.</source>
        <translation type="unfinished">Ein Kandidat bekommt eine andere Klasse, sobald er übernommen ist; gewählt wird jetzt die Klasse, mit der es weitergeht.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln candidate(s) rejected.</source>
        <translation>
            <numerusform>%Ln Kandidat verworfen.</numerusform>
            <numerusform>%Ln Kandidaten verworfen.</numerusform>
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
    <message>
        <source>Offer what was rejected</source>
        <translation>Verworfene wieder anbieten</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>The picture and its labels. Shift and arrow keys pan, plus and minus zoom, Tab visits the labels.</source>
        <translation>Das Bild und seine Objekte. Umschalt und Pfeiltasten verschieben, Plus und Minus vergrößern und verkleinern, Tab geht von Objekt zu Objekt.</translation>
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
        <source>It is too long, so the model leaves out its end: use fewer words.</source>
        <translation>Er ist zu lang, das Modell lässt sein Ende weg: weniger Wörter nehmen.</translation>
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
        <source>%Ln class(es) added.</source>
        <translation>
            <numerusform>%Ln Klasse hinzugefügt.</numerusform>
            <numerusform>%Ln Klassen hinzugefügt.</numerusform>
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
        <source>%Ln object(s)</source>
        <translation>
            <numerusform>%Ln Objekt</numerusform>
            <numerusform>%Ln Objekte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s)</source>
        <translation>
            <numerusform>%Ln Bild</numerusform>
            <numerusform>%Ln Bildern</numerusform>
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
        <translation>Kandidaten mit höherer Konfidenz werden gezeigt.</translation>
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
        <source>colour: white, brown = white</source>
        <translation>Farbe: weiß, braun = weiß</translation>
    </message>
    <message>
        <source>What is to be said of its objects, one a line; what follows “=” is the default.</source>
        <translation>Was über ihre Objekte zu sagen ist, eines je Zeile; nach „=“ steht die Vorgabe.</translation>
    </message>
    <message>
        <source>&amp;Attributes</source>
        <translation>&amp;Merkmale</translation>
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
        <source>Paste %Ln object(s)</source>
        <translation>
            <numerusform>%Ln Objekt einfügen</numerusform>
            <numerusform>%Ln Objekte einfügen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %Ln object(s)</source>
        <translation>
            <numerusform>%Ln Objekt duplizieren</numerusform>
            <numerusform>%Ln Objekte duplizieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copy %Ln object(s) of the previous picture</source>
        <translation>
            <numerusform>%Ln Objekt des vorigen Bildes kopieren</numerusform>
            <numerusform>%Ln Objekte des vorigen Bildes kopieren</numerusform>
        </translation>
    </message>
    <message>
        <source>The previous picture has no objects that are not here already.</source>
        <translation>Das vorige Bild hat keine Objekte, die nicht schon hier sind.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) are here already and were not copied again.</source>
        <translation>
            <numerusform>%Ln Objekt ist schon hier und wurde nicht noch einmal kopiert.</numerusform>
            <numerusform>%Ln Objekte sind schon hier und wurden nicht noch einmal kopiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) would lie outside of this picture and are left out.</source>
        <translation>
            <numerusform>%Ln Objekt läge außerhalb dieses Bildes und ist weggelassen.</numerusform>
            <numerusform>%Ln Objekte lägen außerhalb dieses Bildes und sind weggelassen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CloserLook</name>
    <message>
        <source>Look at what is visible</source>
        <translation>Sichtbares ansehen</translation>
    </message>
    <message>
        <source>Look in tiles</source>
        <translation>In Kacheln ansehen</translation>
    </message>
    <message>
        <source>Do not say this again in this project</source>
        <translation>In diesem Projekt nicht noch einmal sagen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Tile {n} of {total}</source>
        <translation>Kachel {n} von {total}</translation>
    </message>
    <message>
        <source>The model looks…</source>
        <translation>Das Modell sucht…</translation>
    </message>
</context>
<context>
    <name>CornerOptions</name>
    <message>
        <source>Tolerance</source>
        <translation>Toleranz</translation>
    </message>
    <message>
        <source>How far the outline may be from the lines between corners, in pixels</source>
        <translation>Wie weit der Umriss von den Linien zwischen den Ecken abweichen darf, in Pixeln</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Select one object</source>
        <translation>Ein Objekt wählen</translation>
    </message>
    <message>
        <source>Unlock it first</source>
        <translation>Erst entsperren</translation>
    </message>
    <message numerus="yes">
        <source>%Ln corner(s)</source>
        <translation>
            <numerusform>%Ln Ecke</numerusform>
            <numerusform>%Ln Ecken</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CorrectOptions</name>
    <message>
        <source>Take (Enter)</source>
        <translation>Nehmen (Enter)</translation>
    </message>
    <message>
        <source>Draw a box
where it is wrong</source>
        <translation>Rahmen um das
Falsche zeichnen</translation>
    </message>
    <message>
        <source>Select one object</source>
        <translation>Ein Objekt
auswählen</translation>
    </message>
    <message>
        <source>Unlock it first</source>
        <translation>Erst entsperren</translation>
    </message>
    <message>
        <source>The model looks…</source>
        <translation>Das Modell sucht…</translation>
    </message>
    <message>
        <source>Drop (Esc)</source>
        <translation>Verwerfen (Esc)</translation>
    </message>
</context>
<context>
    <name>Correcting</name>
    <message>
        <source>Correct with the model</source>
        <translation>Mit dem Modell korrigieren</translation>
    </message>
    <message>
        <source>No model is running that could look.</source>
        <translation>Es ist kein Modell da, das suchen könnte.</translation>
    </message>
    <message>
        <source>The model sees nothing here that would change the object.</source>
        <translation>Das Modell sieht hier nichts, was das Objekt ändern würde.</translation>
    </message>
    <message>
        <source>The model sees nothing here that could be taken away; the eraser can.</source>
        <translation>Das Modell sieht hier nichts, was sich wegnehmen lässt; der Radierer kann es.</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Choose a picture from the list.</source>
        <translation>Wählen Sie ein Bild aus der Liste.</translation>
    </message>
    <message numerus="yes">
        <source>Accept %Ln object(s)</source>
        <translation>
            <numerusform>%Ln Objekt übernehmen</numerusform>
            <numerusform>%Ln Objekte übernehmen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %Ln candidate(s)</source>
        <translation>
            <numerusform>%Ln Kandidaten verwerfen</numerusform>
            <numerusform>%Ln Kandidaten verwerfen</numerusform>
        </translation>
    </message>
    <message>
        <source>The picture is not shown yet, so nothing was changed.</source>
        <translation>Das Bild ist noch nicht zu sehen, deshalb wurde nichts geändert.</translation>
    </message>
    <message>
        <source>There is no picture in this folder. Open another one, or this one again with pictures.</source>
        <translation>In diesem Ordner ist kein Bild. Öffnen Sie einen anderen, oder diesen wieder, sobald Bilder darin sind.</translation>
    </message>
    <message>
        <source>Reading the picture…</source>
        <translation>Das Bild wird gelesen…</translation>
    </message>
    <message>
        <source>The file is another one now; looking for its labels…</source>
        <translation>Die Datei ist jetzt eine andere; ihre Objekte werden gesucht…</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Found by the model on {time}.</source>
        <translation>Vom Modell gefunden am {time}.</translation>
    </message>
    <message>
        <source>Drawn by a person on {time}.</source>
        <translation>Von einem Menschen gezeichnet am {time}.</translation>
    </message>
    <message>
        <source>Found by the model, edited last on {time}.</source>
        <translation>Vom Modell gefunden, zuletzt bearbeitet am {time}.</translation>
    </message>
    <message>
        <source>Imported with the score {score}.</source>
        <translation>Importiert mit der Konfidenz {score}.</translation>
    </message>
    <message>
        <source>Prompt “{prompt}”, score {score}, presence {presence}, model {model}.</source>
        <translation>Gesucht: „{prompt}“, Konfidenz {score}, Präsenz {presence}, Modell {model}.</translation>
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
    <name>Ends</name>
    <message>
        <source>There is no picture before this one.</source>
        <translation type="unfinished">Vor diesem Bild gibt es keines.</translation>
    </message>
    <message>
        <source>There is no picture after this one.</source>
        <translation type="unfinished">Nach diesem Bild gibt es keines.</translation>
    </message>
    <message>
        <source>Every picture before this one is done.</source>
        <translation type="unfinished">Alle Bilder vor diesem sind fertig.</translation>
    </message>
    <message>
        <source>Every picture after this one is done.</source>
        <translation type="unfinished">Alle Bilder nach diesem sind fertig.</translation>
    </message>
    <message>
        <source>Search and filter show no picture before this one.</source>
        <translation>Suche und Filter zeigen kein Bild vor diesem.</translation>
    </message>
    <message>
        <source>Search and filter show no picture after this one.</source>
        <translation>Suche und Filter zeigen kein Bild nach diesem.</translation>
    </message>
    <message>
        <source>Search and filter show no picture before this one that is still to be done.</source>
        <translation>Suche und Filter zeigen kein offenes Bild vor diesem.</translation>
    </message>
    <message>
        <source>Search and filter show no picture after this one that is still to be done.</source>
        <translation>Suche und Filter zeigen kein offenes Bild nach diesem.</translation>
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
        <source>And %Ln more since.</source>
        <translation>
            <numerusform>Und seither %Ln weiterer.</numerusform>
            <numerusform>Und seither %Ln weitere.</numerusform>
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
        <source>%Ln picture(s)</source>
        <translation>
            <numerusform>%Ln Bild</numerusform>
            <numerusform>%Ln Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s)</source>
        <translation>
            <numerusform>%Ln Objekt</numerusform>
            <numerusform>%Ln Objekte</numerusform>
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
        <source>Nothing of it was kept.</source>
        <translation>Nichts davon wurde behalten.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>What will be exported</source>
        <translation>Was exportiert wird</translation>
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
        <source>The export failed</source>
        <translation>Der Export ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>&amp;Holes</source>
        <translation>&amp;Löcher</translation>
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
        <source>Choose the folder to export to.</source>
        <translation>Wählen Sie den Ordner, in den exportiert wird.</translation>
    </message>
    <message>
        <source>Pictures that are &amp;done</source>
        <translation>Ferti&amp;ge Bilder</translation>
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
        <source>These files name the pictures, which stay where they are.</source>
        <translation>Diese Dateien nennen die Bilder; sie bleiben, wo sie sind.</translation>
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
    <name>FailureList</name>
    <message>
        <source>Pictures that failed</source>
        <translation>Fehlgeschlagene Bilder</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>FileCount</name>
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
</context>
<context>
    <name>FileSearch</name>
    <message>
        <source>Search names, notes, tags</source>
        <translation>Namen, Notizen, Schlagwörter suchen</translation>
    </message>
    <message>
        <source>Search names, notes and tags of pictures</source>
        <translation>Namen, Notizen und Schlagwörter von Bildern suchen</translation>
    </message>
    <message>
        <source>Filter by class, score, tag or note</source>
        <translation>Nach Klasse, Konfidenz, Schlagwort oder Notiz filtern</translation>
    </message>
    <message>
        <source>Order by how much pictures need you</source>
        <translation>Danach ordnen, wie sehr Bilder Sie brauchen</translation>
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
        <source>Needs another look</source>
        <translation>Noch einmal ansehen</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Its file is gone.</source>
        <translation>Die Datei fehlt.</translation>
    </message>
</context>
<context>
    <name>FilesPanel</name>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
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
    <name>FilterChips</name>
    <message>
        <source>score {low} to {high}</source>
        <translation>Konfidenz {low} bis {high}</translation>
    </message>
    <message>
        <source>with a note</source>
        <translation>mit Notiz</translation>
    </message>
    <message>
        <source>Filter: {what}</source>
        <translation>Filter: {what}</translation>
    </message>
    <message>
        <source>Only pictures with this are listed; click to remove it.</source>
        <translation>Nur Bilder damit; ein Klick nimmt es zurück.</translation>
    </message>
</context>
<context>
    <name>FilterForm</name>
    <message>
        <source>With a &amp;note</source>
        <translation>Mit &amp;Notiz</translation>
    </message>
    <message>
        <source>C&amp;lear filter</source>
        <translation>Filter &amp;löschen</translation>
    </message>
    <message>
        <source>Any class</source>
        <translation>Jede Klasse</translation>
    </message>
    <message>
        <source>Any tag</source>
        <translation>Jedes Schlagwort</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>&amp;Class</source>
        <translation>&amp;Klasse</translation>
    </message>
    <message>
        <source>&amp;Score</source>
        <translation>K&amp;onfidenz</translation>
    </message>
    <message>
        <source>&amp;Tag</source>
        <translation>&amp;Schlagwort</translation>
    </message>
    <message>
        <source>Lowest score</source>
        <translation>Niedrigste Konfidenz</translation>
    </message>
    <message>
        <source>Highest score</source>
        <translation>Höchste Konfidenz</translation>
    </message>
</context>
<context>
    <name>Flags</name>
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
    <name>FolderEncoding</name>
    <message>
        <source>The settings give prepared pictures no room on disk.</source>
        <translation>Die Einstellungen geben vorbereiteten Bildern keinen Platz auf der Platte.</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>The search goes on once all pictures are prepared.</source>
        <translation>Die Suche geht weiter, sobald alle Bilder vorbereitet sind.</translation>
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
        <source>{shown}, {n} rejected</source>
        <translation>{shown}, {n} verworfen</translation>
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
    <name>Gpu</name>
    <message>
        <source>{name} with {memory} GB</source>
        <translation>{name} mit {memory} GB</translation>
    </message>
    <message>
        <source>Driver {version}, which runs CUDA {cuda}</source>
        <translation>Treiber {version}, der CUDA {cuda} kann</translation>
    </message>
    <message>
        <source>PyTorch {torch} for CUDA {cuda} is enabled. It was tried on this card: {device}.</source>
        <translation>PyTorch {torch} für CUDA {cuda} ist eingeschaltet. Es wurde auf dieser Karte erprobt: {device}.</translation>
    </message>
    <message>
        <source>The program came with PyTorch for CUDA {cuda}; there is nothing to enable.</source>
        <translation>Das Programm kam mit PyTorch für CUDA {cuda}; es gibt nichts einzuschalten.</translation>
    </message>
    <message>
        <source>The processor computes.</source>
        <translation>Der Prozessor rechnet.</translation>
    </message>
    <message>
        <source>What was enabled before is not used: {reason}</source>
        <translation>Was früher eingeschaltet wurde, wird nicht benutzt: {reason}</translation>
    </message>
    <message>
        <source>To be downloaded: PyTorch {torch} for CUDA {cuda}, with NVIDIA&apos;s libraries, which are under NVIDIA&apos;s licence. {reason}</source>
        <translation>Zu laden ist: PyTorch {torch} für CUDA {cuda} mit NVIDIAs Bibliotheken, die unter NVIDIAs Lizenz stehen. {reason}</translation>
    </message>
    <message>
        <source>To be downloaded: PyTorch {torch} for CUDA {cuda}, with NVIDIA&apos;s libraries, which are under NVIDIA&apos;s licence: {size}. Installed, it takes {disk} in {folder}. It is tried before it is used; where it does not work, everything stays as it is.</source>
        <translation>Zu laden: PyTorch {torch} für CUDA {cuda} mit NVIDIAs Bibliotheken, die unter NVIDIAs Lizenz stehen: {size}. Installiert belegt es {disk} in {folder}. Es wird erprobt, bevor es benutzt wird; wo es nicht funktioniert, bleibt alles, wie es ist.</translation>
    </message>
    <message>
        <source>PyTorch {torch} for CUDA {cuda} is there already, in {folder}; nothing is downloaded. It is tried before it is used.</source>
        <translation>PyTorch {torch} für CUDA {cuda} ist schon da, in {folder}; geladen wird nichts. Es wird erprobt, bevor es benutzt wird.</translation>
    </message>
    <message>
        <source>Downloading… you can go on working.</source>
        <translation>Wird geladen… Sie können weiterarbeiten.</translation>
    </message>
    <message>
        <source>Checking the files…</source>
        <translation>Die Dateien werden geprüft…</translation>
    </message>
    <message>
        <source>Installing…</source>
        <translation>Wird installiert…</translation>
    </message>
    <message>
        <source>Trying the card: a product of matrices, and a prompt of the model…</source>
        <translation>Die Karte wird erprobt: ein Matrizenprodukt und eine Suche des Modells…</translation>
    </message>
    <message>
        <source>about {size}</source>
        <translation>etwa {size}</translation>
    </message>
    <message>
        <source>{remaining} of {total}</source>
        <translation>{remaining} von {total}</translation>
    </message>
</context>
<context>
    <name>GpuDialog</name>
    <message>
        <source>Graphics card</source>
        <translation>Grafikkarte</translation>
    </message>
    <message>
        <source>What this machine has</source>
        <translation>Was dieser Rechner hat</translation>
    </message>
    <message>
        <source>What computes</source>
        <translation>Wer rechnet</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Install from folder…</source>
        <translation>Aus Ordner installieren…</translation>
    </message>
    <message>
        <source>Resume download</source>
        <translation>Weiter laden</translation>
    </message>
    <message>
        <source>Download and enable</source>
        <translation>Laden und einschalten</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Folder with the wheels</source>
        <translation>Ordner mit den Wheel-Dateien</translation>
    </message>
</context>
<context>
    <name>GraphicsAssistant</name>
    <message>
        <source>Looking for graphics cards…</source>
        <translation>Grafikkarten werden gesucht…</translation>
    </message>
    <message>
        <source>Beginning…</source>
        <translation>Es beginnt…</translation>
    </message>
    <message>
        <source>Removing…</source>
        <translation>Wird entfernt…</translation>
    </message>
    <message>
        <source>It works. Close the program and start it again; then this card computes: {device}.</source>
        <translation>Es funktioniert. Bitte das Programm schließen und neu starten; dann rechnet diese Karte: {device}.</translation>
    </message>
    <message>
        <source>Removed. From the next start on, the processor computes.</source>
        <translation>Entfernt. Ab dem nächsten Start rechnet der Prozessor.</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>An object of this mistake is not in this picture any more.</source>
        <translation>Ein Objekt dieses Fehlers ist nicht mehr in diesem Bild.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) of this mistake are hidden.</source>
        <translation>
            <numerusform>%Ln Objekt dieses Fehlers ist ausgeblendet.</numerusform>
            <numerusform>%Ln Objekte dieses Fehlers sind ausgeblendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Einblenden</translation>
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
        <source>%Ln class(es) will be added.</source>
        <translation>
            <numerusform>%Ln Klasse wird hinzugefügt.</numerusform>
            <numerusform>%Ln Klassen werden hinzugefügt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import labels</source>
        <translation>Labels importieren</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>Fortschritt des Imports</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Reading labels… nothing is imported yet.</source>
        <translation>Labels werden gelesen… noch zählt nichts.</translation>
    </message>
    <message>
        <source>This would be imported</source>
        <translation>Das würde importiert</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importiert</translation>
    </message>
    <message>
        <source>The import failed</source>
        <translation>Der Import ist gescheitert</translation>
    </message>
    <message>
        <source>Nothing was imported</source>
        <translation>Nichts wurde importiert</translation>
    </message>
    <message>
        <source>The project is as it was.</source>
        <translation>Das Projekt ist, wie es war.</translation>
    </message>
</context>
<context>
    <name>ImportForm</name>
    <message>
        <source>COCO</source>
        <translation>COCO</translation>
    </message>
    <message>
        <source>Pascal VOC</source>
        <translation>Pascal VOC</translation>
    </message>
    <message>
        <source>labelme</source>
        <translation>labelme</translation>
    </message>
    <message>
        <source>PNG, the class or object of each pixel</source>
        <translation>PNG, Klasse oder Objekt jedes Pixels</translation>
    </message>
    <message>
        <source>YOLO</source>
        <translation>YOLO</translation>
    </message>
    <message>
        <source>CSV table</source>
        <translation>CSV-Tabelle</translation>
    </message>
    <message>
        <source>&amp;Labels</source>
        <translation>&amp;Labels</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>Pictures that
have objects</source>
        <translation>Bilder, die
Objekte haben</translation>
    </message>
    <message>
        <source>Pictures with labels are &amp;done</source>
        <translation>Bilder mit Labels sind ferti&amp;g</translation>
    </message>
    <message>
        <source>Leave it off if you want to look through the labels.</source>
        <translation>Weglassen, wenn die Labels noch durchgesehen werden sollen.</translation>
    </message>
    <message>
        <source>Folder of a dataset, or label file</source>
        <translation>Ordner eines Datensatzes oder Labeldatei</translation>
    </message>
    <message>
        <source>Labels to import</source>
        <translation>Labels für den Import</translation>
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
        <source>Leave them as they &amp;are</source>
        <translation>So l&amp;assen, wie sie sind</translation>
    </message>
    <message>
        <source>Add the &amp;imported objects</source>
        <translation>Die importierten Objekte &amp;hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Replace their objects</source>
        <translation>Ihre Objekte e&amp;rsetzen</translation>
    </message>
    <message>
        <source>Folder of labels</source>
        <translation>Ordner mit Labels</translation>
    </message>
    <message>
        <source>Label file</source>
        <translation>Labeldatei</translation>
    </message>
    <message>
        <source>Choose the labels: COCO, YOLO, Pascal VOC, labelme, label pictures or a table.</source>
        <translation>Wählen Sie die Labels: COCO, YOLO, Pascal VOC, labelme, Labelbilder oder eine Tabelle.</translation>
    </message>
    <message>
        <source>Looking at what lies there…</source>
        <translation>Es wird nachgesehen, was dort liegt…</translation>
    </message>
    <message>
        <source>There is no such file or folder.</source>
        <translation>Diese Datei oder diesen Ordner gibt es nicht.</translation>
    </message>
    <message>
        <source>Detected: {format}</source>
        <translation>Von selbst erkannt: {format}</translation>
    </message>
    <message>
        <source>Labels (*.json *.xml *.csv *.yaml *.yml);;All files (*)</source>
        <translation>Labels (*.json *.xml *.csv *.yaml *.yml);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Detect it</source>
        <translation>Von selbst erkennen</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>What does not fit</source>
        <translation>Was nicht passt</translation>
    </message>
    <message>
        <source>It can be taken back as a whole: File, Undo the last import.</source>
        <translation>Er lässt sich als Ganzes zurücknehmen: Datei, Letzten Import rückgängig machen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s)</source>
        <translation>
            <numerusform>%Ln Bild</numerusform>
            <numerusform>%Ln Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s)</source>
        <translation>
            <numerusform>%Ln Objekt</numerusform>
            <numerusform>%Ln Objekte</numerusform>
        </translation>
    </message>
    <message>
        <source>New classes: {names}</source>
        <translation>Neue Klassen: {names}</translation>
    </message>
    <message numerus="yes">
        <source>The objects of %Ln picture(s) are replaced.</source>
        <translation>
            <numerusform>Die Objekte von %Ln Bild werden ersetzt.</numerusform>
            <numerusform>Die Objekte von %Ln Bildern werden ersetzt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) with objects are left as they are.</source>
        <translation>
            <numerusform>%Ln Bild mit Objekten bleibt, wie es ist.</numerusform>
            <numerusform>%Ln Bilder mit Objekten bleiben, wie sie sind.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) are there already, and are not added again.</source>
        <translation>
            <numerusform>%Ln Objekt ist schon da und wird nicht noch einmal hinzugefügt.</numerusform>
            <numerusform>%Ln Objekte sind schon da und werden nicht noch einmal hinzugefügt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) that are done without objects get some.</source>
        <translation>
            <numerusform>%Ln Bild, das ohne Objekte fertig war, bekommt welche.</numerusform>
            <numerusform>%Ln Bilder, die ohne Objekte fertig waren, bekommen welche.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) are found by file name, in another folder than the labels say.</source>
        <translation>
            <numerusform>%Ln Bild ist am Dateinamen gefunden, in einem anderen Ordner, als die Labels sagen.</numerusform>
            <numerusform>%Ln Bilder sind am Dateinamen gefunden, in einem anderen Ordner, als die Labels sagen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) of the labels are not in the project.</source>
        <translation>
            <numerusform>%Ln Bild der Labels ist nicht im Projekt.</numerusform>
            <numerusform>%Ln Bilder der Labels sind nicht im Projekt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>und %Ln weiteres</numerusform>
            <numerusform>und %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>{picture}: not in the project</source>
        <translation>{picture}: nicht im Projekt</translation>
    </message>
</context>
<context>
    <name>Imports</name>
    <message>
        <source>There is no import that could be undone.</source>
        <translation>Es gibt keinen Import, der sich rückgängig machen ließe.</translation>
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
        <source>The model failed unexpectedly ({error}).</source>
        <translation>Das Modell ist auf unvorhergesehene Weise gescheitert ({error}).</translation>
    </message>
</context>
<context>
    <name>InsightsDialog</name>
    <message>
        <source>Numbers and mistakes</source>
        <translation>Zahlen und Fehler</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Es wird gezählt…</translation>
    </message>
    <message>
        <source>Looking for mistakes…</source>
        <translation>Fehler werden gesucht…</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>Fehler</translation>
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
        <source>It is locked; unlock it first.</source>
        <translation>Es ist gesperrt; bitte zuerst entsperren.</translation>
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
        <source>Accepted {objects}, {unseen} · Candidates {candidates}</source>
        <translation>Übernommen {objects}, {unseen} · Kandidaten {candidates}</translation>
    </message>
    <message>
        <source>{text}, {n} just below</source>
        <translation>{text}, {n} knapp</translation>
    </message>
</context>
<context>
    <name>Job</name>
    <message>
        <source>An unexpected error came in between; the report tells more.</source>
        <translation>Ein unerwarteter Fehler kam dazwischen; der Bericht sagt mehr.</translation>
    </message>
</context>
<context>
    <name>JobDialog</name>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>It ended with an unexpected error; the report tells more.</source>
        <translation>Er endete mit einem unerwarteten Fehler; der Bericht sagt mehr.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Judging</name>
    <message numerus="yes">
        <source>Accept %Ln object(s)</source>
        <translation>
            <numerusform>%Ln Objekt übernehmen</numerusform>
            <numerusform>%Ln Objekte übernehmen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %Ln candidate(s)</source>
        <translation>
            <numerusform>%Ln Kandidaten verwerfen</numerusform>
            <numerusform>%Ln Kandidaten verwerfen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Review %Ln candidate(s)</source>
        <translation>
            <numerusform>%Ln Kandidaten durchsehen</numerusform>
            <numerusform>%Ln Kandidaten durchsehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln candidate(s) changed since they were listed; list again.</source>
        <translation>
            <numerusform>%Ln Kandidat ist nicht mehr der aufgelistete; listen Sie neu auf.</numerusform>
            <numerusform>%Ln Kandidaten sind nicht mehr die aufgelisteten; listen Sie neu auf.</numerusform>
        </translation>
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
        <source>No action has that name.</source>
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
        <source>The map is being made…</source>
        <translation>Die Karte entsteht…</translation>
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
    <name>LookHint</name>
    <message>
        <source>There may be more here than the model can answer at once: look in tiles.</source>
        <translation>Hier ist vielleicht mehr, als das Modell auf einmal nennen kann: in Kacheln ansehen.</translation>
    </message>
    <message>
        <source>The model sees it at {n} % of its size: a closer look finds what is small.</source>
        <translation>Das Modell sieht es auf {n} % verkleinert: Ein näherer Blick findet Kleines.</translation>
    </message>
</context>
<context>
    <name>Looking</name>
    <message>
        <source>No model is running that could look.</source>
        <translation>Es ist kein Modell da, das suchen könnte.</translation>
    </message>
    <message>
        <source>Nothing finds this class yet: type a concept, or draw a box first.</source>
        <translation>Noch findet nichts diese Klasse: erst einen Begriff eingeben oder einen Rahmen ziehen.</translation>
    </message>
    <message>
        <source>The closer look found {n} more.</source>
        <translation>Beim näheren Hinsehen {n} mehr gefunden.</translation>
    </message>
    <message>
        <source>The closer look found no more.</source>
        <translation>Beim näheren Hinsehen nichts mehr gefunden.</translation>
    </message>
    <message>
        <source>The picture is not shown yet.</source>
        <translation>Das Bild ist noch nicht zu sehen.</translation>
    </message>
    <message>
        <source>Choose a class first.</source>
        <translation>Wählen Sie zuerst eine Klasse.</translation>
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
        <source>Open a folder first.</source>
        <translation>Öffnen Sie zuerst einen Ordner.</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>The graphics card is not used. {reason}</source>
        <translation>Die Grafikkarte rechnet nicht. {reason}</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objekte</translation>
    </message>
</context>
<context>
    <name>Masks</name>
    <message>
        <source>Holes with no more pixels than this are filled.</source>
        <translation>Löcher mit höchstens so vielen Pixeln werden gefüllt.</translation>
    </message>
    <message>
        <source>How far the outline moves outwards.</source>
        <translation>Wie weit der Umriss nach außen rückt.</translation>
    </message>
    <message>
        <source>How far the outline moves inwards.</source>
        <translation>Wie weit der Umriss nach innen rückt.</translation>
    </message>
    <message>
        <source>Bumps and dents that are small compared with this are evened out.</source>
        <translation>Beulen und Dellen, die klein dagegen sind, werden geglättet.</translation>
    </message>
    <message>
        <source>Separate parts with fewer pixels than this are removed; the largest part stays.</source>
        <translation>Einzelne Teile mit weniger Pixeln werden entfernt; der größte bleibt.</translation>
    </message>
    <message>
        <source>Nothing that is selected has a hole.</source>
        <translation>Nichts von dem Ausgewählten hat ein Loch.</translation>
    </message>
    <message>
        <source>Everything that is selected is in one part: there are no islands.</source>
        <translation>Alles Ausgewählte besteht aus einem Teil: Es gibt keine Inseln.</translation>
    </message>
    <message>
        <source>Everything that is selected is in one part already.</source>
        <translation>Alles Ausgewählte besteht schon aus einem Teil.</translation>
    </message>
    <message>
        <source>No other object shares a pixel with it.</source>
        <translation>Kein anderes Objekt hat ein Pixel mit ihm gemeinsam.</translation>
    </message>
    <message>
        <source>The last one selected shares no pixel with the others.</source>
        <translation>Das zuletzt Ausgewählte hat kein Pixel mit den anderen gemeinsam.</translation>
    </message>
    <message>
        <source>No two objects share a pixel.</source>
        <translation>Keine zwei Objekte haben ein Pixel gemeinsam.</translation>
    </message>
    <message>
        <source>It lies on top already.</source>
        <translation>Es liegt schon ganz oben.</translation>
    </message>
    <message>
        <source>It lies below all others already.</source>
        <translation>Es liegt schon unter allen anderen.</translation>
    </message>
    <message>
        <source>This changes nothing here.</source>
        <translation>Das ändert hier nichts.</translation>
    </message>
    <message>
        <source>All of it is “{name}” now, as the topmost of them was.</source>
        <translation>Alles ist jetzt „{name}“, wie es das oberste war.</translation>
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
        <source>There are no messages yet.</source>
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
    <name>Misfits</name>
    <message numerus="yes">
        <source>%Ln object(s) were made when this picture had another size ({kinds}): delete them and draw them anew, or put the old file back.</source>
        <translation>
            <numerusform>%Ln Objekt entstand, als dieses Bild eine andere Größe hatte ({kinds}): Löschen Sie es und zeichnen Sie es neu, oder legen Sie die alte Datei zurück.</numerusform>
            <numerusform>%Ln Objekte entstanden, als dieses Bild eine andere Größe hatte ({kinds}): Löschen Sie sie und zeichnen Sie sie neu, oder legen Sie die alte Datei zurück.</numerusform>
        </translation>
    </message>
    <message>
        <source>Select them</source>
        <translation>Auswählen</translation>
    </message>
</context>
<context>
    <name>Mistakes</name>
    <message>
        <source>Nearly the same as another object: {count}</source>
        <translation>Fast dasselbe wie ein anderes Objekt: {count}</translation>
    </message>
    <message>
        <source>Two classes in one place: {count}</source>
        <translation>Zwei Klassen an einer Stelle: {count}</translation>
    </message>
    <message>
        <source>Small islands: {count}</source>
        <translation>Kleine Inseln: {count}</translation>
    </message>
    <message>
        <source>Done without what the model saw: {count}</source>
        <translation>Fertig ohne das, was das Modell sah: {count}</translation>
    </message>
    <message>
        <source>At the border, not marked as truncated: {count}</source>
        <translation>Am Rand, nicht als abgeschnitten markiert: {count}</translation>
    </message>
    <message>
        <source>IoU {number}</source>
        <translation>IoU {number}</translation>
    </message>
    <message>
        <source>islands: {number}</source>
        <translation>Inseln: {number}</translation>
    </message>
    <message>
        <source>presence {number}</source>
        <translation>Präsenz {number}</translation>
    </message>
</context>
<context>
    <name>MistakesPage</name>
    <message>
        <source>Looked through; pictures: {pictures}, objects: {objects}.</source>
        <translation>Durchgesehen; Bilder: {pictures}, Objekte: {objects}.</translation>
    </message>
    <message>
        <source>Nothing looks like a mistake.</source>
        <translation>Nichts sieht nach einem Fehler aus.</translation>
    </message>
    <message>
        <source>Choose one to see it.</source>
        <translation>Ein Eintrag führt zu seinem Bild.</translation>
    </message>
    <message>
        <source>What looks like a mistake</source>
        <translation>Was nach einem Fehler aussieht</translation>
    </message>
</context>
<context>
    <name>ModelAtHand</name>
    <message>
        <source>The model is switched off; switch it on first.</source>
        <translation>Das Modell ist ausgeschaltet; zuerst einschalten.</translation>
    </message>
    <message>
        <source>The model is still loading; try again in a moment.</source>
        <translation>Das Modell wird noch geladen; gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>No model is running; choose one first.</source>
        <translation>Es ist kein Modell in Betrieb; bitte zuerst eines wählen.</translation>
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
</context>
<context>
    <name>ModelDialog</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>In use now</source>
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
        <source>Graphics card…</source>
        <translation>Grafikkarte…</translation>
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
        <source>A folder or file of your own</source>
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
        <source>Nothing has been downloaded yet; see below.</source>
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
        <source>Meta&apos;s weights find what you name in photos of any kind.</source>
        <translation>Die Gewichte von Meta finden in Fotos jeder Art, was Sie nennen.</translation>
    </message>
    <message>
        <source>Get the SAM 3 weights…</source>
        <translation>Gewichte von SAM 3 holen…</translation>
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
    <name>ModelWords</name>
    <message>
        <source>Embedded model</source>
        <translation>Eingebautes Modell</translation>
    </message>
    <message>
        <source>{name}, at {resolution} px on {device} in {precision} ({reason})</source>
        <translation>{name}, mit {resolution} px auf {device} in {precision} ({reason})</translation>
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
    <name>Models</name>
    <message>
        <source>The model is switched off; “{action}” in the menu “{menu}” switches it on.</source>
        <translation>Das Modell ist ausgeschaltet; „{action}“ im Menü „{menu}“ schaltet es ein.</translation>
    </message>
    <message>
        <source>From now on, this model searches: {name}.</source>
        <translation>Ab jetzt sucht dieses Modell: {name}.</translation>
    </message>
</context>
<context>
    <name>NeedWords</name>
    <message numerus="yes">
        <source>%Ln possible mistake(s)</source>
        <translation>
            <numerusform>%Ln möglicher Fehler</numerusform>
            <numerusform>%Ln mögliche Fehler</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln where another class is</source>
        <translation>
            <numerusform>%Ln an der Stelle einer anderen Klasse</numerusform>
            <numerusform>%Ln an Stellen anderer Klassen</numerusform>
        </translation>
    </message>
    <message>
        <source>any {name} at all?</source>
        <translation>gibt es {name}?</translation>
    </message>
    <message>
        <source>uncertain whether there is any {name}</source>
        <translation>ungewiss, ob es {name} hier gibt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln not seen by the model</source>
        <translation>
            <numerusform>%Ln vom Modell nicht gesehen</numerusform>
            <numerusform>%Ln vom Modell nicht gesehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln near the threshold</source>
        <translation>
            <numerusform>%Ln nahe der Schwelle</numerusform>
            <numerusform>%Ln nahe der Schwelle</numerusform>
        </translation>
    </message>
    <message>
        <source>a little doubt about {name}</source>
        <translation>leichter Zweifel an {name}</translation>
    </message>
</context>
<context>
    <name>NumbersPage</name>
    <message>
        <source>Pictures: {pictures}, done: {done}; objects: {objects}.</source>
        <translation>Bilder: {pictures}, fertig: {done}; Objekte: {objects}.</translation>
    </message>
    <message numerus="yes">
        <source>The files of %Ln picture(s) are gone; only their objects are counted.</source>
        <translation>
            <numerusform>Die Datei von %Ln Bild ist weg; gezählt sind nur dessen Objekte.</numerusform>
            <numerusform>Die Dateien von %Ln Bildern sind weg; gezählt sind nur deren Objekte.</numerusform>
        </translation>
    </message>
    <message>
        <source>{seconds} s per object; breaks of more than {gap} s do not count.</source>
        <translation>{seconds} s je Objekt; Pausen von mehr als {gap} s zählen nicht.</translation>
    </message>
    <message>
        <source>{seconds} s for a picture until it is done.</source>
        <translation>{seconds} s für ein Bild, bis es fertig ist.</translation>
    </message>
    <message>
        <source>{edits} edits for an object that the model has made.</source>
        <translation>{edits} Änderungen an einem Objekt, das vom Modell stammt.</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Mean pixels</source>
        <translation>Pixel im Mittel</translation>
    </message>
    <message>
        <source>Mean score</source>
        <translation>Mittlere Konfidenz</translation>
    </message>
    <message>
        <source>more</source>
        <translation>mehr</translation>
    </message>
    <message>
        <source>Objects in a picture</source>
        <translation>Objekte in einem Bild</translation>
    </message>
    <message>
        <source>Sides of objects in pixels</source>
        <translation>Seiten der Objekte in Pixeln</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <source>Where in pictures objects are</source>
        <translation>Wo in Bildern Objekte sind</translation>
    </message>
</context>
<context>
    <name>ObjectDetails</name>
    <message numerus="yes">
        <source>%Ln object(s) are not in the picture in hand any more.</source>
        <translation>
            <numerusform>%Ln Objekt ist nicht mehr im gezeigten Bild.</numerusform>
            <numerusform>%Ln Objekte sind nicht mehr im gezeigten Bild.</numerusform>
        </translation>
    </message>
    <message>
        <source>Change details</source>
        <translation>Angaben ändern</translation>
    </message>
    <message>
        <source>{name} is gone, and its details with it.</source>
        <translation>{name} ist nicht mehr da, also auch keine Angaben dazu.</translation>
    </message>
    <message>
        <source>The details of {name} were changed.</source>
        <translation>Die Angaben zu {name} sind geändert.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>ObjectDetailsDialog</name>
    <message numerus="yes">
        <source>Details of %Ln object(s)</source>
        <translation>
            <numerusform>Angaben zu %Ln Objekt</numerusform>
            <numerusform>Angaben zu %Ln Objekten</numerusform>
        </translation>
    </message>
    <message>
        <source>Locked objects stay as they are; unlock them first.</source>
        <translation>Gesperrte Objekte bleiben, wie sie sind; entsperren Sie sie zuerst.</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>Attribute</source>
        <translation>Merkmal</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>&amp;Occluded: something lies in front of it</source>
        <translation>&amp;Verdeckt: Etwas liegt davor</translation>
    </message>
    <message>
        <source>&amp;Truncated: the picture&apos;s border cuts it off</source>
        <translation>&amp;Abgeschnitten: Der Bildrand schneidet es ab</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Different notes</source>
        <translation>Verschiedene Notizen</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>&amp;Notiz</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Different values</source>
        <translation>Verschiedene Werte</translation>
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
        <translation>Konfidenz</translation>
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
        <source>All objects are shown again, so that you see what you made.</source>
        <translation>Alle Objekte sind wieder eingeblendet, damit Sie sehen, was Sie angelegt haben.</translation>
    </message>
    <message>
        <source>The class “{name}” is shown again, so that you see what you made.</source>
        <translation>Die Klasse „{name}“ ist wieder eingeblendet, damit Sie sehen, was Sie angelegt haben.</translation>
    </message>
    <message>
        <source>Remove a box</source>
        <translation>Einen Rahmen entfernen</translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln object(s)</source>
        <translation>
            <numerusform>%Ln Objekt löschen</numerusform>
            <numerusform>%Ln Objekte löschen</numerusform>
        </translation>
    </message>
    <message>
        <source>Locked objects stay as they are; unlock them first.</source>
        <translation>Gesperrte Objekte bleiben, wie sie sind; entsperren Sie sie zuerst.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) had no pixel left and are gone; undo brings them back.</source>
        <translation>
            <numerusform>%Ln Objekt hatte keinen Pixel mehr und ist weg; Rückgängig bringt es zurück.</numerusform>
            <numerusform>%Ln Objekte hatten keinen Pixel mehr und sind weg; Rückgängig bringt sie zurück.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hidden object(s) stay as they are.</source>
        <translation>
            <numerusform>%Ln ausgeblendetes Objekt bleibt, wie es ist.</numerusform>
            <numerusform>%Ln ausgeblendete Objekte bleiben, wie sie sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show objects</source>
        <translation>Objekte einblenden</translation>
    </message>
    <message>
        <source>The selected objects, and what you draw next, are of class “{name}”.</source>
        <translation>Die ausgewählten Objekte und das, was Sie als Nächstes zeichnen, haben die Klasse „{name}“.</translation>
    </message>
    <message>
        <source>What you draw next is of class “{name}”.</source>
        <translation>Was Sie als Nächstes zeichnen, hat die Klasse „{name}“.</translation>
    </message>
    <message>
        <source>Occluded</source>
        <translation>Verdeckt</translation>
    </message>
    <message>
        <source>Truncated</source>
        <translation>Abgeschnitten</translation>
    </message>
    <message>
        <source>{key} accepts it</source>
        <translation>{key} übernimmt ihn</translation>
    </message>
</context>
<context>
    <name>OutcomePage</name>
    <message>
        <source>Some shapes are not what you saw on the screen. Keep what was written, or remove it again?</source>
        <translation>Manche Formen sind nicht die, die am Bildschirm zu sehen waren. Das Geschriebene behalten oder wieder entfernen?</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Remove what was written</source>
        <translation>Geschriebenes entfernen</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>Exportiert</translation>
    </message>
    <message>
        <source>Not everything was exported</source>
        <translation>Nicht alles wurde exportiert</translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s)</source>
        <translation>
            <numerusform>%Ln Bild</numerusform>
            <numerusform>%Ln Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s)</source>
        <translation>
            <numerusform>%Ln Objekt</numerusform>
            <numerusform>%Ln Objekte</numerusform>
        </translation>
    </message>
    <message>
        <source>In {folder}</source>
        <translation>In {folder}</translation>
    </message>
    <message>
        <source>Read back and compared: the worst shape agrees with its mask to {percent} %.</source>
        <translation>Zurückgelesen und verglichen: Die schlechteste Form stimmt zu {percent} % mit ihrer Maske überein.</translation>
    </message>
    <message>
        <source>Read back and compared: every box is the one around its object.</source>
        <translation>Zurückgelesen und verglichen: Jeder Rahmen ist der um sein Objekt.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) without any pixel were left out.</source>
        <translation>
            <numerusform>%Ln Objekt ohne jedes Pixel wurde ausgelassen.</numerusform>
            <numerusform>%Ln Objekte ohne jedes Pixel wurden ausgelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) go by another name there, as theirs was taken.</source>
        <translation>
            <numerusform>%Ln Bild heißt dort anders, da sein Name vergeben war.</numerusform>
            <numerusform>%Ln Bilder heißen dort anders, da ihre Namen vergeben waren.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln label file(s) that you edited stayed as they are.</source>
        <translation>
            <numerusform>%Ln von Hand geänderte Label-Datei blieb, wie sie ist.</numerusform>
            <numerusform>%Ln von Hand geänderte Label-Dateien blieben, wie sie sind.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) with holes: each hole is joined to the outline by a thin slit.</source>
        <translation>
            <numerusform>%Ln Objekt mit Löchern: jedes Loch ist durch einen dünnen Schlitz mit dem Umriss verbunden.</numerusform>
            <numerusform>%Ln Objekte mit Löchern: jedes Loch ist durch einen dünnen Schlitz mit dem Umriss verbunden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) of several parts: they are joined by thin bridges.</source>
        <translation>
            <numerusform>%Ln Objekt aus mehreren Teilen: sie sind durch dünne Brücken verbunden.</numerusform>
            <numerusform>%Ln Objekte aus mehreren Teilen: sie sind durch dünne Brücken verbunden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln outline(s) had more corners than readers of this format accept, and were simplified.</source>
        <translation>
            <numerusform>%Ln Umriss hatte mehr Ecken, als Leser dieses Formats annehmen, und wurde vereinfacht.</numerusform>
            <numerusform>%Ln Umrisse hatten mehr Ecken, als Leser dieses Formats annehmen, und wurden vereinfacht.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln outline(s) keep more corners than readers of this format accept, as fewer would have changed the shape too much.</source>
        <translation>
            <numerusform>%Ln Umriss behält mehr Ecken, als Leser dieses Formats annehmen, weil weniger zu viel gekostet hätten.</numerusform>
            <numerusform>%Ln Umrisse behalten mehr Ecken, als Leser dieses Formats annehmen, weil weniger zu viel gekostet hätten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) with holes: these are filled.</source>
        <translation>
            <numerusform>%Ln Objekt mit Löchern: Sie sind gefüllt.</numerusform>
            <numerusform>%Ln Objekte mit Löchern: Sie sind gefüllt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) with holes: cut into pieces, each an object of its own.</source>
        <translation>
            <numerusform>%Ln Objekt mit Löchern: in Stücke geschnitten, jedes ein eigenes Objekt.</numerusform>
            <numerusform>%Ln Objekte mit Löchern: in Stücke geschnitten, jedes ein eigenes Objekt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s): a box alone is written, as this format holds no shapes.</source>
        <translation>
            <numerusform>%Ln Objekt: Nur ein Rahmen ist geschrieben, denn dieses Format kennt keine Formen.</numerusform>
            <numerusform>%Ln Objekte: Nur Rahmen sind geschrieben, denn dieses Format kennt keine Formen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) have the same class and box as another one, and Ultralytics reads only one of them.</source>
        <translation>
            <numerusform>%Ln Objekt hat Klasse und Rahmen eines anderen; Ultralytics liest davon nur eines.</numerusform>
            <numerusform>%Ln Objekte haben Klasse und Rahmen eines anderen; Ultralytics liest davon nur eines.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) lie partly under others and lost that part.</source>
        <translation>
            <numerusform>%Ln Objekt liegt teils unter anderen und hat diesen Teil verloren.</numerusform>
            <numerusform>%Ln Objekte liegen teils unter anderen und haben diesen Teil verloren.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) lie wholly under others, so nothing is left of them.</source>
        <translation>
            <numerusform>%Ln Objekt liegt ganz unter anderen, von ihm bleibt nichts übrig.</numerusform>
            <numerusform>%Ln Objekte liegen ganz unter anderen, von ihnen bleibt nichts übrig.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) without their attributes, notes and flags, which this format does not hold.</source>
        <translation>
            <numerusform>%Ln Objekt ohne seine Attribute, Notizen und Kennzeichen, die dieses Format nicht aufnimmt.</numerusform>
            <numerusform>%Ln Objekte ohne ihre Attribute, Notizen und Kennzeichen, die dieses Format nicht aufnimmt.</numerusform>
        </translation>
    </message>
    <message>
        <source>It could not be removed</source>
        <translation>Es konnte nicht entfernt werden</translation>
    </message>
    <message>
        <source>Changed by others, so it stays: {name}</source>
        <translation>Von anderen geändert, bleibt also: {name}</translation>
    </message>
    <message>
        <source>Removed again</source>
        <translation>Wieder entfernt</translation>
    </message>
</context>
<context>
    <name>PausingDialog</name>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Paused. What has arrived is kept, and it goes on from there.</source>
        <translation>Angehalten. Was angekommen ist, bleibt, und es geht dort weiter.</translation>
    </message>
</context>
<context>
    <name>PictureDetailsDialog</name>
    <message>
        <source>Details of {name}</source>
        <translation>Angaben zu {name}</translation>
    </message>
    <message>
        <source>night, rain</source>
        <translation>Nacht, Regen</translation>
    </message>
    <message>
        <source>&amp;Tags, divided by commas</source>
        <translation>&amp;Schlagwörter, mit Kommas getrennt</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>&amp;Notiz</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Übernehmen</translation>
    </message>
</context>
<context>
    <name>ProgressPage</name>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
</context>
<context>
    <name>ProjectSearch</name>
    <message>
        <source>No class has a concept to look for yet; type one first.</source>
        <translation>Noch hat keine Klasse einen Begriff, der gesucht werden kann; zuerst einen eingeben.</translation>
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
        <source>Accept all shown</source>
        <translation>Alle gezeigten übernehmen</translation>
    </message>
    <message>
        <source>Accept all shown ({n})</source>
        <translation>Alle übernehmen ({n})</translation>
    </message>
    <message>
        <source>Nothing finds this class yet: type a concept, or draw a box around an example.</source>
        <translation>Diese Klasse wird noch durch nichts gefunden: Geben Sie einen Begriff ein, oder zeichnen Sie einen Rahmen um ein Beispiel.</translation>
    </message>
    <message>
        <source>Type what to find, and press Enter. A class of that name is made for it.</source>
        <translation>Geben Sie ein, was zu finden ist, und drücken Sie die Eingabetaste. Eine Klasse dieses Namens entsteht dafür.</translation>
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
    <name>Queueing</name>
    <message>
        <source>Looking for what needs you: {percent} %</source>
        <translation>Suche, was Sie braucht: {percent} %</translation>
    </message>
    <message>
        <source>No picture stands out. First have the model search in all of them.</source>
        <translation>Kein Bild fällt auf. Lassen Sie das Modell erst in allen suchen.</translation>
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
    <name>Refreshing</name>
    <message>
        <source>New pictures in the folder of this project are being looked for.</source>
        <translation>Im Ordner dieses Projekts wird nach neuen Bildern gesucht.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln new picture(s) found.</source>
        <translation>
            <numerusform>%Ln neues Bild gefunden.</numerusform>
            <numerusform>%Ln neue Bilder gefunden.</numerusform>
        </translation>
    </message>
    <message>
        <source>No new picture was found.</source>
        <translation>Es wurde kein neues Bild gefunden.</translation>
    </message>
</context>
<context>
    <name>ReshapeDialog</name>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
</context>
<context>
    <name>ReshapingByNumber</name>
    <message numerus="yes">
        <source>%Ln object(s) would vanish and stay as they are</source>
        <translation>
            <numerusform>%Ln Objekt würde verschwinden und bleibt, wie es ist</numerusform>
            <numerusform>%Ln Objekte würden verschwinden und bleiben, wie sie sind</numerusform>
        </translation>
    </message>
    <message>
        <source>This number changes nothing.</source>
        <translation>Diese Zahl ändert nichts.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s) changed</source>
        <translation>
            <numerusform>%Ln Objekt geändert</numerusform>
            <numerusform>%Ln Objekte geändert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RestoreDialog</name>
    <message>
        <source>of the day</source>
        <translation>des Tages</translation>
    </message>
    <message>
        <source>before an import</source>
        <translation>vor einem Import</translation>
    </message>
    <message>
        <source>before an import was undone</source>
        <translation>bevor ein Import rückgängig gemacht wurde</translation>
    </message>
    <message>
        <source>before the project was brought up to date</source>
        <translation>bevor das Projekt auf den neuesten Stand gebracht wurde</translation>
    </message>
    <message>
        <source>before a backup was restored</source>
        <translation>bevor eine Sicherung wiederhergestellt wurde</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Sicherung wiederherstellen</translation>
    </message>
    <message>
        <source>Which backup is to be restored?</source>
        <translation>Welche Sicherung soll wiederhergestellt werden?</translation>
    </message>
    <message>
        <source>The project becomes what it was then. How it is now is kept, and can be restored in turn.</source>
        <translation>Das Projekt wird, was es damals war. Wie es jetzt ist, bleibt erhalten und lässt sich ebenso wiederherstellen.</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
</context>
<context>
    <name>ReviewBar</name>
    <message>
        <source>Best first</source>
        <translation>Beste zuerst</translation>
    </message>
    <message>
        <source>Most doubtful first</source>
        <translation>Zweifelhafteste zuerst</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Lowest score</source>
        <translation>Niedrigste Konfidenz</translation>
    </message>
    <message>
        <source>List again, without what is decided (F5)</source>
        <translation>Neu auflisten, ohne das Entschiedene (F5)</translation>
    </message>
    <message>
        <source>List again</source>
        <translation>Neu auflisten</translation>
    </message>
    <message>
        <source>Score from</source>
        <translation>Konfidenz ab</translation>
    </message>
</context>
<context>
    <name>ReviewWindow</name>
    <message>
        <source>Review candidates</source>
        <translation>Kandidaten durchsehen</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>Kandidaten</translation>
    </message>
    <message>
        <source>No candidate of this class waits for a decision.</source>
        <translation>Kein Kandidat dieser Klasse wartet auf eine Entscheidung.</translation>
    </message>
    <message>
        <source>All candidates score less; move “Score from” to the left.</source>
        <translation>Alle Kandidaten haben weniger Konfidenz; „Konfidenz ab“ nach links schieben.</translation>
    </message>
    <message>
        <source>Click or drag: accept · right button: reject · Shift: all from the last one on · A, X, U: accept, reject, neither · double click or Enter: show in its picture · Ctrl+wheel: size · Ctrl+Z: undo · Esc: back</source>
        <translation>Klicken oder ziehen: übernehmen · rechte Taste: verwerfen · Umschalt: alle ab dem letzten · A, X, U: übernehmen, verwerfen, keins von beiden · Doppelklick oder Eingabe: im Bild zeigen · Strg+Mausrad: Größe · Strg+Z: rückgängig · Esc: zurück</translation>
    </message>
    <message>
        <source>Looking for candidates…</source>
        <translation>Suche Kandidaten…</translation>
    </message>
    <message>
        <source>{shown} of {all} shown · {accepted} accepted · {rejected} rejected</source>
        <translation>{shown} von {all} gezeigt · {accepted} übernommen · {rejected} verworfen</translation>
    </message>
</context>
<context>
    <name>Reviewing</name>
    <message>
        <source>There is no class yet; type what you look for.</source>
        <translation>Es gibt noch keine Klasse; tippen Sie, was Sie suchen.</translation>
    </message>
</context>
<context>
    <name>RunAllDialog</name>
    <message>
        <source>Search in all pictures</source>
        <translation>In allen Bildern suchen</translation>
    </message>
    <message>
        <source>Look for</source>
        <translation>Gesucht wird</translation>
    </message>
    <message>
        <source>In</source>
        <translation>In</translation>
    </message>
    <message>
        <source>all pictures ({number})</source>
        <translation>allen Bildern ({number})</translation>
    </message>
    <message>
        <source>the pictures in the list ({number})</source>
        <translation>den Bildern der Liste ({number})</translation>
    </message>
    <message>
        <source>but not in those that are done</source>
        <translation>aber nicht in fertigen</translation>
    </message>
    <message>
        <source>large pictures in tiles, too</source>
        <translation>große Bilder auch in Kacheln</translation>
    </message>
    <message>
        <source>This finds small objects, and takes as many times longer as there are tiles.</source>
        <translation>Das findet auch Kleines und dauert so viele Male so lang, wie es Kacheln gibt.</translation>
    </message>
    <message>
        <source>“{title}” is under way, and ends when this begins.</source>
        <translation>„{title}“ läuft noch und endet, wenn diese Suche beginnt.</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>None or all</source>
        <translation>Keine oder alle</translation>
    </message>
    <message>
        <source>Classes to look for</source>
        <translation>Zu suchende Klassen</translation>
    </message>
    <message>
        <source>{name}  ({concepts})</source>
        <translation>{name}  ({concepts})</translation>
    </message>
    <message>
        <source>Choose what to look for.</source>
        <translation>Wählen, was gesucht wird.</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt…</translation>
    </message>
    <message>
        <source>All these pictures have been searched already.</source>
        <translation>Alle diese Bilder sind schon durchsucht.</translation>
    </message>
    <message>
        <source>There is no picture here that is not done.</source>
        <translation>Hier gibt es kein Bild, das nicht fertig ist.</translation>
    </message>
    <message>
        <source>There is no picture here to search in.</source>
        <translation>Hier gibt es kein Bild, das durchsucht werden könnte.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) have been searched already.</source>
        <translation>
            <numerusform>%Ln Bild ist schon durchsucht.</numerusform>
            <numerusform>%Ln Bilder sind schon durchsucht.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) will be searched.</source>
        <translation>
            <numerusform>%Ln Bild wird durchsucht.</numerusform>
            <numerusform>%Ln Bilder werden durchsucht.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunButton</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>RunStrip</name>
    <message>
        <source>Show them</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed</source>
        <translation>
            <numerusform>%Ln fehlgeschlagen</numerusform>
            <numerusform>%Ln fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>looking for what is to be done…</source>
        <translation>sucht, was zu tun ist…</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>tile {n} of {total}</source>
        <translation>Kachel {n} von {total}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s)</source>
        <translation>
            <numerusform>%Ln Objekt</numerusform>
            <numerusform>%Ln Objekte</numerusform>
        </translation>
    </message>
    <message>
        <source>{seconds} s per picture</source>
        <translation>{seconds} s je Bild</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) have candidates</source>
        <translation>
            <numerusform>%Ln Bild hat Kandidaten</numerusform>
            <numerusform>%Ln Bilder haben Kandidaten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more was found in %Ln picture(s) begun before</source>
        <translation>
            <numerusform>in %Ln begonnenen Bild wurde mehr gefunden</numerusform>
            <numerusform>in %Ln begonnenen Bildern wurde mehr gefunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more in %Ln begun before</source>
        <translation>
            <numerusform>mehr in %Ln begonnenen</numerusform>
            <numerusform>mehr in %Ln begonnenen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s) are prepared</source>
        <translation>
            <numerusform>%Ln Bild ist vorbereitet</numerusform>
            <numerusform>%Ln Bilder sind vorbereitet</numerusform>
        </translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
</context>
<context>
    <name>Runs</name>
    <message>
        <source>Search in all pictures</source>
        <translation>In allen Bildern suchen</translation>
    </message>
    <message>
        <source>Prepare pictures</source>
        <translation>Bilder vorbereiten</translation>
    </message>
    <message>
        <source>All pictures take {needed} GB on disk, and the settings allow {allowed} GB.</source>
        <translation>Alle Bilder brauchen {needed} GB auf der Platte, die Einstellungen erlauben {allowed} GB.</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>Sentence</name>
    <message>
        <source>A dataset needs at least one class; name one.</source>
        <translation>Ein Datensatz braucht mindestens eine Klasse; bitte eine nennen.</translation>
    </message>
    <message>
        <source>A prompt needs words, a box, or both; type a concept or draw a box.</source>
        <translation>Eine Suche braucht Wörter, einen Rahmen oder beides; bitte einen Begriff tippen oder einen Rahmen ziehen.</translation>
    </message>
    <message>
        <source>A resolution has to lie between {patch} and {largest} px; {resolution} px does not.</source>
        <translation>Eine Auflösung liegt zwischen {patch} und {largest} px; {resolution} px tut das nicht.</translation>
    </message>
    <message>
        <source>An exemplar box has no area; draw it around an object.</source>
        <translation>Ein Beispielrahmen hat keine Fläche; bitte um ein Objekt ziehen.</translation>
    </message>
    <message>
        <source>An exemplar box lies outside the picture of {width} × {height} pixels; draw it around an object.</source>
        <translation>Ein Beispielrahmen liegt außerhalb des Bildes von {width} × {height} Pixeln; bitte um ein Objekt ziehen.</translation>
    </message>
    <message>
        <source>Another program is downloading {model} to {place}; wait until it is done.</source>
        <translation>Ein anderes Programm lädt {model} gerade nach {place}; bitte warten, bis es fertig ist.</translation>
    </message>
    <message>
        <source>Another run is writing to {folder}; wait for it, or choose another output folder.</source>
        <translation>Ein anderer Lauf schreibt gerade in {folder}; bitte warten oder einen anderen Ausgabeordner wählen.</translation>
    </message>
    <message>
        <source>These pictures have another size than when they were labeled: {pictures}. Label them again, or nothing can be exported.</source>
        <translation>Eine andere Größe als beim Annotieren haben {pictures}; annotieren Sie diese neu, sonst kann nichts exportiert werden.</translation>
    </message>
    <message>
        <source>Another window or command is doing this already; wait until it is done.</source>
        <translation>Ein anderes Fenster oder ein anderer Befehl ist schon dabei; bitte warten, bis das fertig ist.</translation>
    </message>
    <message>
        <source>Apple GPU</source>
        <translation>Grafikprozessor von Apple</translation>
    </message>
    <message>
        <source>Changed in the source folder, so changed in the dataset, too; what was there before is kept in {folder}: {pictures}.</source>
        <translation>Im Quellordner geändert, der Datensatz folgt dem; frühere Kopien liegen in {folder}: {pictures}.</translation>
    </message>
    <message>
        <source>Changed in the source folder, but could not be labeled anew, so that copies and labels stay as they were: {pictures}.</source>
        <translation>Im Quellordner geändert, aber nicht neu annotierbar, daher bleiben Kopien und Labels, wie sie waren: {pictures}.</translation>
    </message>
    <message>
        <source>Edited since, so left as they are with their pictures: {files}. Delete a label file to have it written anew.</source>
        <translation>Seither bearbeitet, daher mit ihren Bildern belassen: {files}. Wird eine Label-Datei gelöscht, so wird sie neu geschrieben.</translation>
    </message>
    <message>
        <source>For {platform} with Python {python} the program cannot fetch PyTorch for graphics cards by itself: install it from a folder that holds the wheels and {name}, the list of them.</source>
        <translation>Für {platform} mit Python {python} kann das Programm PyTorch für Grafikkarten nicht selbst laden: bitte aus einem Ordner installieren, in dem die Wheels und ihre Liste {name} liegen.</translation>
    </message>
    <message>
        <source>HF_HUB_OFFLINE is set, so nothing is downloaded; unset it and try again.</source>
        <translation>HF_HUB_OFFLINE ist gesetzt, daher wird nichts geladen; bitte aufheben und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>In one picture candidates wait for a decision, so it is left out: {pictures}.</source>
        <translation>In einem Bild warten Kandidaten auf eine Entscheidung, daher bleibt es weg: {pictures}.</translation>
    </message>
    <message>
        <source>In {count:,} pictures candidates wait for a decision, so they are left out: {pictures}.</source>
        <translation>In {count:,} Bildern warten Kandidaten auf eine Entscheidung, daher bleiben sie weg: {pictures}.</translation>
    </message>
    <message>
        <source>It could not be loaded ({reason}).</source>
        <translation>Es ließ sich nicht laden ({reason}).</translation>
    </message>
    <message>
        <source>It is for Python {there}, and this is {here}.</source>
        <translation>Es ist für Python {there}, und dies ist {here}.</translation>
    </message>
    <message>
        <source>It is for {there}, and this is {here}.</source>
        <translation>Es ist für {there}, und dies ist {here}.</translation>
    </message>
    <message>
        <source>It is switched off by the environment variable {variable}.</source>
        <translation>Die Umgebungsvariable {variable} schaltet es ab.</translation>
    </message>
    <message>
        <source>It was tried with version {there} of the program, and this is {here}; enabled again, it is tried anew and fetched only where that needs another.</source>
        <translation>Es wurde mit Version {there} des Programms erprobt, und dies ist {here}; neu eingeschaltet, wird es noch einmal erprobt und nur geladen, wenn ein anderes nötig ist.</translation>
    </message>
    <message>
        <source>Its file {file} is missing or damaged.</source>
        <translation>Seine Datei {file} fehlt oder ist beschädigt.</translation>
    </message>
    <message>
        <source>Label pictures of this kind can tell {most} classes apart, not {count}; choose another format.</source>
        <translation>Label-Bilder dieser Art können {most} Klassen unterscheiden, nicht {count}; wählen Sie ein anderes Format.</translation>
    </message>
    <message>
        <source>Labels of {name} belong to a class that is not in the project any more; choose another.</source>
        <translation>Labels von {name} gehören zu einer Klasse, die es im Projekt nicht mehr gibt; bitte eine andere wählen.</translation>
    </message>
    <message>
        <source>Measuring and training models takes {packages}, which installers leave out; in a clone of the program&apos;s source code, `python3 packaging/bootstrap.py run` brings what is missing.</source>
        <translation>Zum Messen und Trainieren von Modellen braucht es {packages}, was die Installationspakete auslassen; in einem Klon des Quellcodes bringt `python3 packaging/bootstrap.py run`, was fehlt.</translation>
    </message>
    <message>
        <source>No NVIDIA card was found: its driver is not installed. If there is such a card, install its driver first ({address}); cards of other makers are not used.</source>
        <translation>Keine NVIDIA-Karte gefunden: Ihr Treiber ist nicht installiert. Wenn es eine solche Karte gibt, bitte zuerst ihren Treiber installieren ({address}); Karten anderer Hersteller werden nicht benutzt.</translation>
    </message>
    <message>
        <source>No longer in the source folder, while copies and labels stay: {pictures}. Delete a copy to have its label removed too.</source>
        <translation>Nicht mehr im Quellordner, Kopien und Labels bleiben: {pictures}. Wird eine Kopie gelöscht, so verschwindet auch ihr Label.</translation>
    </message>
    <message>
        <source>No model is loaded; choose one.</source>
        <translation>Es ist kein Modell geladen; bitte eines wählen.</translation>
    </message>
    <message>
        <source>No object belongs to {classes}.</source>
        <translation>Kein Objekt gehört zu {classes}.</translation>
    </message>
    <message>
        <source>Nothing was imported.</source>
        <translation>Nichts wurde importiert.</translation>
    </message>
    <message>
        <source>One object has the same class and box as another one in its picture: Ultralytics reads only one of them.</source>
        <translation>Ein Objekt hat Klasse und Rahmen eines anderen in seinem Bild: Ultralytics liest von beiden nur eines.</translation>
    </message>
    <message>
        <source>One object that is hidden in the window is written as well; show it to see what it is.</source>
        <translation>Ein Objekt, das im Fenster ausgeblendet ist, wird mitgeschrieben; blenden Sie es ein, um es zu sehen.</translation>
    </message>
    <message>
        <source>One picture failed, so it is left out: {pictures}.</source>
        <translation>Ein Bild ist fehlgeschlagen, daher bleibt es weg: {pictures}.</translation>
    </message>
    <message>
        <source>One picture has objects but is not done, so it is left out: {pictures}.</source>
        <translation>Ein Bild hat Objekte, ist aber nicht fertig, daher bleibt es weg: {pictures}.</translation>
    </message>
    <message>
        <source>Others changed {files} since; they stay, though their pictures are not listed any more.</source>
        <translation>Andere haben {files} seither geändert; sie bleiben, obwohl ihre Bilder nicht mehr vorkommen.</translation>
    </message>
    <message>
        <source>Pictures can be put beside the labels only when their folder is known; name it.</source>
        <translation>Bilder können nur neben die Labels gelegt werden, wenn ihr Ordner bekannt ist; bitte nennen.</translation>
    </message>
    <message>
        <source>Prepared pictures have no room on disk; give them some in the settings.</source>
        <translation>Vorbereitete Bilder haben keinen Platz auf der Platte; bitte ihnen in den Einstellungen welchen geben.</translation>
    </message>
    <message>
        <source>PyTorch for the graphics card cannot be loaded ({reason}). Start the program again: then the processor computes.</source>
        <translation>PyTorch für die Grafikkarte lässt sich nicht laden ({reason}). Bitte das Programm noch einmal starten: Dann rechnet der Prozessor.</translation>
    </message>
    <message>
        <source>PyTorch for the graphics card cannot be loaded ({reason}); the processor computes.</source>
        <translation>PyTorch für die Grafikkarte lässt sich nicht laden ({reason}); der Prozessor rechnet.</translation>
    </message>
    <message>
        <source>PyTorch for the graphics card needs about {needed} at {place}, where {free} are free; make room.</source>
        <translation>PyTorch für die Grafikkarte braucht etwa {needed} in {place}, frei sind dort {free}; bitte Platz schaffen.</translation>
    </message>
    <message>
        <source>Reading was stopped.</source>
        <translation>Das Lesen wurde angehalten.</translation>
    </message>
    <message>
        <source>Stopped after {state}; started again, it goes on from there.</source>
        <translation>Nach {state} angehalten; erneut gestartet, geht es von dort weiter.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>The NVIDIA driver does not work (NVML says {status}); start the machine again, or install the driver anew.</source>
        <translation>Der NVIDIA-Treiber arbeitet nicht (NVML meldet {status}); bitte den Rechner neu starten oder den Treiber neu installieren.</translation>
    </message>
    <message>
        <source>The NVIDIA driver {version} finds no card; check that it is plugged in.</source>
        <translation>Der NVIDIA-Treiber {version} findet keine Karte; bitte prüfen, ob sie steckt.</translation>
    </message>
    <message>
        <source>The NVIDIA driver {version} runs CUDA {there} at most, and {needed} is needed: install driver {driver} or newer ({address}).</source>
        <translation>Der NVIDIA-Treiber {version} kann höchstens CUDA {there}, und nötig ist {needed}: bitte Treiber {driver} oder einen neueren installieren ({address}).</translation>
    </message>
    <message>
        <source>The backup was stopped.</source>
        <translation>Die Sicherung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The check was stopped.</source>
        <translation>Die Prüfung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The class name {name!r} is empty, begins or ends with a blank, or does not fit on one line; choose another.</source>
        <translation>Der Klassenname „{name}“ ist leer, beginnt oder endet mit einem Leerzeichen oder passt nicht in eine Zeile; bitte einen anderen wählen.</translation>
    </message>
    <message>
        <source>The class {twice!r} is listed twice; list each class once.</source>
        <translation>Die Klasse „{twice}“ ist zweimal genannt; bitte jede nur einmal nennen.</translation>
    </message>
    <message>
        <source>The connection broke off after {state} ({reason}). Try again; it goes on from there.</source>
        <translation>Die Verbindung ist nach {state} abgebrochen ({reason}). Bitte noch einmal versuchen; es geht von dort weiter.</translation>
    </message>
    <message>
        <source>The device {name} is not available ({reason}); choose auto or cpu.</source>
        <translation>Das Gerät {name} ist nicht verfügbar ({reason}); bitte auto oder cpu wählen.</translation>
    </message>
    <message>
        <source>The disk of {place} is full after {state}. Make room and try again; it goes on from there.</source>
        <translation>Der Datenträger von {place} ist nach {state} voll. Bitte Platz schaffen und es noch einmal versuchen; es geht von dort weiter.</translation>
    </message>
    <message>
        <source>The download broke off after {done} of {total} ({reason}). Try again; it goes on from there.</source>
        <translation>Der Download brach nach {done} von {total} ab ({reason}). Bitte noch einmal versuchen; er geht dort weiter.</translation>
    </message>
    <message>
        <source>The download was stopped; started again, it goes on where it was.</source>
        <translation>Das Herunterladen wurde angehalten; neu gestartet fährt es dort fort.</translation>
    </message>
    <message>
        <source>The export was stopped.</source>
        <translation>Der Export wurde angehalten.</translation>
    </message>
    <message>
        <source>The file of one labeled picture is gone, so it is left out: {pictures}.</source>
        <translation>Die Datei eines annotierten Bildes ist verschwunden, daher bleibt es weg: {pictures}.</translation>
    </message>
    <message>
        <source>The files of {count:,} labeled pictures are gone, so they are left out: {pictures}.</source>
        <translation>Die Dateien von {count:,} annotierten Bildern sind verschwunden, daher bleiben sie weg: {pictures}.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be written ({reason}); change its permissions, or copy it to another place.</source>
        <translation>Der Ordner {folder} ist nicht beschreibbar ({reason}); bitte die Rechte ändern oder ihn an einen anderen Ort kopieren.</translation>
    </message>
    <message>
        <source>The graphics card cannot be used: {reason}</source>
        <translation>Die Grafikkarte lässt sich nicht benutzen: {reason}</translation>
    </message>
    <message>
        <source>The image settings of {source} cannot be used: {reason}.</source>
        <translation>Die Bildeinstellungen von {source} sind nicht brauchbar: {reason}.</translation>
    </message>
    <message>
        <source>The import was stopped.</source>
        <translation>Der Import wurde angehalten.</translation>
    </message>
    <message>
        <source>The installation was stopped.</source>
        <translation>Die Installation wurde angehalten.</translation>
    </message>
    <message>
        <source>The installation was stopped; nothing was changed.</source>
        <translation>Die Installation wurde angehalten; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The installer uv is missing, which the installed program brings along; get it with: {command}</source>
        <translation>Das Installationsprogramm uv fehlt, das beim installierten Programm dabei ist; so kommt es dazu: {command}</translation>
    </message>
    <message>
        <source>The labels in {folder} do not read back as they should. {problems} Please report this.</source>
        <translation>Die Labels in {folder} lesen sich nicht zurück, wie sie sollten. {problems} Bitte melden.</translation>
    </message>
    <message>
        <source>The search for candidates was stopped.</source>
        <translation>Die Suche nach Kandidaten wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The search for pictures that need you was stopped.</source>
        <translation>Die Suche nach dem, was jemanden braucht, wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The model cannot be compiled here ({reason}); go on without --compile.</source>
        <translation>Das Modell lässt sich hier nicht übersetzen ({reason}); machen Sie ohne --compile weiter.</translation>
    </message>
    <message>
        <source>The owner of this token has no access to {model} yet. Open {page} with the same account and accept the licence; where access is granted by hand, wait for the mail that says so. A fine-grained token also needs the permission to read gated repositories ({token_page}).</source>
        <translation>Wem dieses Token gehört, der hat noch keinen Zugang zu {model}. Bitte {page} mit demselben Konto öffnen und die Lizenz annehmen; wird der Zugang von Hand erteilt, die Nachricht darüber abwarten. Ein fein eingestelltes Token braucht außerdem die Erlaubnis, geschützte Repositorys zu lesen ({token_page}).</translation>
    </message>
    <message>
        <source>The picture name {image!r} is not valid Unicode; rename the file.</source>
        <translation>Der Bildname „{image}“ ist kein gültiges Unicode; bitte die Datei umbenennen.</translation>
    </message>
    <message>
        <source>The picture name {image!r} would be a path on other systems; rename the file.</source>
        <translation>Der Bildname „{image}“ wäre auf anderen Systemen ein Pfad; bitte die Datei umbenennen.</translation>
    </message>
    <message>
        <source>The picture name {name!r} does not stay inside the dataset&apos;s folder; names must be relative, with forward slashes and without &quot;..&quot;.</source>
        <translation>Der Bildname „{name}“ führt aus dem Ordner des Datensatzes; Namen müssen relativ sein, mit Schrägstrichen und ohne „..“.</translation>
    </message>
    <message>
        <source>The picture {image} is there twice; give each picture once.</source>
        <translation>Das Bild {image} kommt zweimal vor; bitte jedes Bild einmal angeben.</translation>
    </message>
    <message>
        <source>The picture {name} is not in the project; scan the folder again.</source>
        <translation>Das Bild {name} ist nicht im Projekt; bitte den Ordner neu einlesen.</translation>
    </message>
    <message>
        <source>The pictures are not part of the dataset yet; put them into {folder} before training.</source>
        <translation>Die Bilder gehören noch nicht zum Datensatz; bitte vor dem Training nach {folder} legen.</translation>
    </message>
    <message>
        <source>The pictures are on different drives; take those of one drive at a time.</source>
        <translation>Die Bilder liegen auf verschiedenen Laufwerken; bitte die eines Laufwerks auf einmal nehmen.</translation>
    </message>
    <message>
        <source>The pictures in {folder} cannot be reached; check its drive or connection, then go on: nothing is lost.</source>
        <translation>Die Bilder in {folder} sind nicht erreichbar; bitte Laufwerk oder Verbindung prüfen und dann fortfahren: Nichts geht verloren.</translation>
    </message>
    <message>
        <source>The project cannot be backed up to {folder} ({reason}); check the disk and its permissions.</source>
        <translation>Das Projekt kann nicht nach {folder} gesichert werden ({reason}); Datenträger und Berechtigungen prüfen.</translation>
    </message>
    <message>
        <source>The project stays as it was.</source>
        <translation>Das Projekt bleibt, wie es war.</translation>
    </message>
    <message>
        <source>The samples cannot be copied to {folder} ({reason}); see to its permissions and to free space.</source>
        <translation>Die Beispielbilder lassen sich nicht nach {folder} kopieren ({reason}); bitte Rechte und freien Platz prüfen.</translation>
    </message>
    <message>
        <source>The server sends no more than {done} bytes of {name}; try later.</source>
        <translation>Der Server sendet nicht mehr als {done} Bytes von {name}; bitte später versuchen.</translation>
    </message>
    <message>
        <source>The tokenizer cannot read {text!r}</source>
        <translation>Der Tokenizer kann „{text}“ nicht lesen</translation>
    </message>
    <message>
        <source>The vocabulary has no token {token}; it is not one of CLIP&apos;s kind.</source>
        <translation>Das Vokabular hat kein Token {token}; es ist keines von der Art CLIPs.</translation>
    </message>
    <message>
        <source>The wheels cannot be installed: {reason}</source>
        <translation>Die Wheel-Dateien lassen sich nicht installieren: {reason}</translation>
    </message>
    <message>
        <source>There is a class “{name}” already; choose another name.</source>
        <translation>Die Klasse „{name}“ gibt es schon; bitte anders nennen.</translation>
    </message>
    <message>
        <source>There is no class yet; an export needs one.</source>
        <translation>Es gibt noch keine Klasse; ein Export braucht eine.</translation>
    </message>
    <message>
        <source>There is no class {class_id} in the project any more; choose another.</source>
        <translation>Eine Klasse {class_id} gibt es im Projekt nicht mehr; bitte eine andere wählen.</translation>
    </message>
    <message>
        <source>There is no device {name!r}; choose auto, cuda, mps or cpu.</source>
        <translation>Ein Gerät „{name}“ gibt es nicht; bitte auto, cuda, mps oder cpu wählen.</translation>
    </message>
    <message>
        <source>There is no picture in {places}; formats are {formats}.</source>
        <translation>In {places} ist kein Bild; Formate sind {formats}.</translation>
    </message>
    <message>
        <source>There is no precision {dtype!r}; choose {names} or auto.</source>
        <translation>Eine Genauigkeit „{dtype}“ gibt es nicht; bitte {names} oder auto wählen.</translation>
    </message>
    <message>
        <source>There is no room for temporary files ({reason}); free some space.</source>
        <translation>Für vorübergehende Dateien ist kein Platz ({reason}); bitte Platz schaffen.</translation>
    </message>
    <message>
        <source>There is nothing to export yet; label some pictures.</source>
        <translation>Es gibt noch nichts zu exportieren; annotieren Sie Bilder.</translation>
    </message>
    <message>
        <source>There is nothing to export yet; mark pictures as done.</source>
        <translation>Es gibt noch nichts zu exportieren; melden Sie Bilder als fertig.</translation>
    </message>
    <message>
        <source>This is no token: tokens are one word such as hf_AbCd1234; copy it again.</source>
        <translation>Das ist kein Token: Tokens sind ein Wort wie hf_AbCd1234; bitte noch einmal kopieren.</translation>
    </message>
    <message>
        <source>This token may not read {model}: give it that permission at {token_page}, for gated models too, or create one with read access.</source>
        <translation>Dieses Token darf {model} nicht lesen: bitte die Erlaubnis dazu auf {token_page} geben, auch für geschützte Modelle, oder eines mit Lesezugriff erstellen.</translation>
    </message>
    <message>
        <source>Ultralytics cannot read {count:,} of the pictures; convert them to JPEG or PNG for training.</source>
        <translation>Ultralytics kann {count:,} der Bilder nicht lesen; bitte fürs Training in JPEG oder PNG umwandeln.</translation>
    </message>
    <message>
        <source>What {path} holds of {name} is damaged; restore a backup.</source>
        <translation>Was {path} von {name} enthält, ist beschädigt; bitte eine Sicherung zurückholen.</translation>
    </message>
    <message>
        <source>a box has a width and a height from 0</source>
        <translation>ein Rahmen hat eine Breite und eine Höhe ab 0</translation>
    </message>
    <message>
        <source>a box has four numbers: left, top, width and height</source>
        <translation>ein Rechteck hat vier Zahlen: links, oben, Breite und Höhe</translation>
    </message>
    <message>
        <source>a list of texts</source>
        <translation>eine Liste von Texten</translation>
    </message>
    <message>
        <source>a point has two coordinates</source>
        <translation>ein Punkt hat zwei Koordinaten</translation>
    </message>
    <message>
        <source>a polygon has an odd number of coordinates</source>
        <translation>ein Polygon hat eine ungerade Zahl von Koordinaten</translation>
    </message>
    <message>
        <source>{path} has no labels of a kind that is known; choose the label file itself, or say which format it is.</source>
        <translation>{path} enthält keine Labels einer bekannten Art; wählen Sie die Labeldatei selbst oder sagen Sie, welches Format es ist.</translation>
    </message>
    <message>
        <source>{path} has no labels, so it was passed over.</source>
        <translation>{path} enthält keine Labels und wurde übergangen.</translation>
    </message>
    <message>
        <source>{path} is in the XML format of the first LabelMe, which is another than Pascal VOC&apos;s; have CVAT or Datumaro turn it into COCO, and choose that. Nothing was imported.</source>
        <translation>{path} ist im XML-Format des ersten LabelMe, das ein anderes ist als das von Pascal VOC; lassen Sie CVAT oder Datumaro COCO daraus machen und wählen Sie das. Nichts wurde importiert.</translation>
    </message>
    <message>
        <source>{path} is of {program}&apos;s own format; have {program} export COCO, and choose that.</source>
        <translation>{path} ist im eigenen Format von {program}; lassen Sie {program} COCO exportieren und wählen Sie das.</translation>
    </message>
    <message>
        <source>a rectangle has two corners or four</source>
        <translation>ein Rechteck hat zwei oder vier Ecken</translation>
    </message>
    <message>
        <source>Since they were labeled, some files have gone, were changed, or got the names of others: {pictures}. Close this, press F5 so that labels follow their files, and export again.</source>
        <translation>Einige Dateien sind seit dem Beschriften verschwunden, wurden geändert oder heißen jetzt wie andere: {pictures}. Schließen Sie dies, drücken Sie F5, damit die Beschriftungen ihren Dateien folgen, und exportieren Sie noch einmal.</translation>
    </message>
    <message>
        <source>a row has a class and 4 values of a box, or an even number from 6 of an outline</source>
        <translation>eine Zeile hat eine Klasse und 4 Werte eines Rechtecks, oder eine gerade Zahl ab 6 eines Umrisses</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>a whole number from {low} to {high}</source>
        <translation>eine ganze Zahl von {low} bis {high}</translation>
    </message>
    <message>
        <source>a {kind} has two points</source>
        <translation>{kind} hat zwei Punkte</translation>
    </message>
    <message>
        <source>access is denied; change its permissions</source>
        <translation>der Zugriff ist verwehrt; bitte die Rechte ändern</translation>
    </message>
    <message>
        <source>another program is using it; close that one</source>
        <translation>ein anderes Programm benutzt es; bitte dieses schließen</translation>
    </message>
    <message>
        <source>as asked</source>
        <translation>wie verlangt</translation>
    </message>
    <message>
        <source>byte {place} is not UTF-8, so save it as UTF-8 first</source>
        <translation>Byte {place} ist kein UTF-8; speichern Sie die Datei zuerst als UTF-8</translation>
    </message>
    <message>
        <source>change the permissions or </source>
        <translation>die Rechte ändern oder </translation>
    </message>
    <message>
        <source>check the disk, or </source>
        <translation>den Datenträger prüfen oder </translation>
    </message>
    <message>
        <source>coordinates should be shares of the picture&apos;s size, 0 to 1</source>
        <translation>Koordinaten sollten Anteile der Bildgröße sein, 0 bis 1</translation>
    </message>
    <message>
        <source>data.yaml was edited since and stays as it is.</source>
        <translation>data.yaml wurde seither bearbeitet und bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>data.yaml was edited since and stays as it is; add {new} to it.</source>
        <translation>data.yaml wurde seither bearbeitet und bleibt, wie es ist; bitte {new} darin ergänzen.</translation>
    </message>
    <message>
        <source>free some space or </source>
        <translation>Platz schaffen oder </translation>
    </message>
    <message>
        <source>from this token&apos;s owner</source>
        <translation>vor dem Besitzer dieses Tokens</translation>
    </message>
    <message>
        <source>from visitors without a token</source>
        <translation>vor Besuchern ohne Token</translation>
    </message>
    <message>
        <source>it belongs to the picture {image!r}, which is not listed</source>
        <translation>es gehört zum Bild {image!r}, das nicht aufgeführt ist</translation>
    </message>
    <message>
        <source>it cannot be opened; check the folder&apos;s permissions, or move it if its path is long</source>
        <translation>es lässt sich nicht öffnen; bitte die Rechte des Ordners prüfen, oder bei langem Pfad verschieben</translation>
    </message>
    <message>
        <source>it does not fit into memory</source>
        <translation>sie passt nicht in den Arbeitsspeicher</translation>
    </message>
    <message>
        <source>it has a number of too many digits</source>
        <translation>sie hat eine Zahl mit zu vielen Ziffern</translation>
    </message>
    <message>
        <source>it has more than {most} GB</source>
        <translation>sie hat mehr als {most} GB</translation>
    </message>
    <message>
        <source>it has no number and class</source>
        <translation>sie hat keine Nummer und Klasse</translation>
    </message>
    <message>
        <source>it holds zeros instead of text</source>
        <translation>sie enthält Nullen statt Text</translation>
    </message>
    <message>
        <source>it is UTF-16, so save it as UTF-8 first</source>
        <translation>sie ist UTF-16; speichern Sie sie zuerst als UTF-8</translation>
    </message>
    <message>
        <source>it is an archive, so unpack it first</source>
        <translation>sie ist ein Archiv; entpacken Sie sie zuerst</translation>
    </message>
    <message>
        <source>it is damaged; restore a backup, in the menu File or with `sam3-studio restore`</source>
        <translation>es ist beschädigt; stellen Sie eine Sicherung wieder her, im Menü Datei oder mit `sam3-studio restore`</translation>
    </message>
    <message>
        <source>it is for {size} pixels (height, width), the picture has {expected}</source>
        <translation>es ist für {size} Pixel (Höhe, Breite), das Bild hat {expected}</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>sie ist zu tief verschachtelt</translation>
    </message>
    <message>
        <source>it is no JSON of this kind, or the file was cut off</source>
        <translation>das ist kein JSON dieser Art, oder die Datei wurde abgeschnitten</translation>
    </message>
    <message>
        <source>it is no XML, or was cut off</source>
        <translation>das ist kein XML, oder es wurde abgeschnitten</translation>
    </message>
    <message>
        <source>it is no file</source>
        <translation>sie ist keine Datei</translation>
    </message>
    <message>
        <source>it is no row of a table</source>
        <translation>das ist keine Zeile einer Tabelle</translation>
    </message>
    <message>
        <source>it lies far outside the picture</source>
        <translation>es liegt weit außerhalb des Bildes</translation>
    </message>
    <message>
        <source>it must not be written to; change its permissions</source>
        <translation>es darf nicht beschrieben werden; bitte die Rechte ändern</translation>
    </message>
    <message>
        <source>its box ends before it begins</source>
        <translation>das Rechteck endet, bevor es beginnt</translation>
    </message>
    <message>
        <source>its category {category!r} is not listed</source>
        <translation>die Kategorie {category!r} ist nicht aufgeführt</translation>
    </message>
    <message>
        <source>its encoding is unknown, so save it as UTF-8 first</source>
        <translation>ihre Kodierung ist unbekannt, speichern Sie sie also zuerst als UTF-8</translation>
    </message>
    <message>
        <source>its mask is larger than the picture</source>
        <translation>die Maske ist größer als das Bild</translation>
    </message>
    <message>
        <source>its mask is no PNG</source>
        <translation>die Maske ist kein PNG</translation>
    </message>
    <message>
        <source>its note or its attributes are not valid Unicode</source>
        <translation>die Notiz oder die Attribute sind kein gültiges Unicode</translation>
    </message>
    <message>
        <source>its pixels are colours, not numbers</source>
        <translation>die Pixel sind Farben und keine Nummern</translation>
    </message>
    <message>
        <source>its run lengths do not add up ({reason})</source>
        <translation>die Lauflängen gehen nicht auf ({reason})</translation>
    </message>
    <message>
        <source>its score or attributes cannot be read</source>
        <translation>Konfidenz oder Merkmale lassen sich nicht lesen</translation>
    </message>
    <message>
        <source>line {line}, column {column}</source>
        <translation>Zeile {line}, Spalte {column}</translation>
    </message>
    <message>
        <source>lists of keys by action</source>
        <translation>Tastenlisten je Aktion</translation>
    </message>
    <message>
        <source>make room or choose another folder</source>
        <translation>bitte Platz schaffen oder einen anderen Ordner wählen</translation>
    </message>
    <message>
        <source>make room, or set the environment variable HF_HOME to a folder on another disk</source>
        <translation>bitte Platz schaffen oder die Umgebungsvariable HF_HOME auf einen Ordner eines anderen Laufwerks setzen</translation>
    </message>
    <message>
        <source>move away the file that is in the place of a folder or </source>
        <translation>die Datei an der Stelle eines Ordners wegräumen oder </translation>
    </message>
    <message>
        <source>move away what is in its place or </source>
        <translation>was an seiner Stelle liegt wegräumen oder </translation>
    </message>
    <message>
        <source>no NVIDIA GPU or driver was found</source>
        <translation>kein Grafikprozessor oder Treiber von NVIDIA gefunden</translation>
    </message>
    <message>
        <source>one object has more than {most} MB, or a quotation mark is missing</source>
        <translation>ein Objekt hat mehr als {most} MB, oder ein Anführungszeichen fehlt</translation>
    </message>
    <message>
        <source>one of {choices}</source>
        <translation>eines von {choices}</translation>
    </message>
    <message>
        <source>remove the link or </source>
        <translation>die Verknüpfung entfernen oder </translation>
    </message>
    <message>
        <source>the CPU has bfloat16 units</source>
        <translation>die CPU hat bfloat16-Einheiten</translation>
    </message>
    <message>
        <source>the CPU has no bfloat16 units</source>
        <translation>die CPU hat keine bfloat16-Einheiten</translation>
    </message>
    <message>
        <source>the column {column} is missing; tables of other programs cannot be read</source>
        <translation>die Spalte {column} fehlt; Tabellen anderer Programme können nicht gelesen werden</translation>
    </message>
    <message>
        <source>the disk is full; free some space</source>
        <translation>der Datenträger ist voll; bitte Platz schaffen</translation>
    </message>
    <message>
        <source>the disk reports an error; check the disk and the free space</source>
        <translation>der Datenträger meldet einen Fehler; bitte ihn und den freien Platz prüfen</translation>
    </message>
    <message>
        <source>the id {id!r} occurs twice</source>
        <translation>die Nummer {id!r} gab es schon</translation>
    </message>
    <message>
        <source>the number {number} occurs twice</source>
        <translation>die Nummer {number} kam schon vor</translation>
    </message>
    <message>
        <source>the picture name {name!r} does not stay inside its folder</source>
        <translation>der Bildname {name!r} bleibt nicht in seinem Ordner</translation>
    </message>
    <message>
        <source>the picture name {name!r} is not valid Unicode</source>
        <translation>der Bildname {name!r} ist kein gültiges Unicode</translation>
    </message>
    <message>
        <source>there is no class with the number {number}</source>
        <translation>es gibt keine Klasse mit der Nummer {number}</translation>
    </message>
    <message>
        <source>there is no class with the number {number}; if it stands for none, add the line &quot;{number},&quot; to {file}</source>
        <translation>es gibt keine Klasse mit der Nummer {number}; steht sie für keine, in {file} die Zeile „{number},“ ergänzen</translation>
    </message>
    <message>
        <source>there is no object with names and values</source>
        <translation>da ist kein Objekt mit Namen und Werten</translation>
    </message>
    <message>
        <source>there is no room for temporary files ({reason}), so free some space first</source>
        <translation>für temporäre Dateien fehlt der Platz ({reason}), bitte zuerst Platz schaffen</translation>
    </message>
    <message>
        <source>there should be a number</source>
        <translation>hier sollte eine Zahl stehen</translation>
    </message>
    <message>
        <source>there should be numbers, none of them NaN or infinite</source>
        <translation>hier sollten Zahlen stehen, keine davon NaN oder unendlich</translation>
    </message>
    <message>
        <source>this PyTorch is built without CUDA</source>
        <translation>dieses PyTorch ist ohne CUDA gebaut</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>unknown reason</source>
        <translation>unbekannter Grund</translation>
    </message>
    <message>
        <source>widths and heights by name</source>
        <translation>Breiten und Höhen je Name</translation>
    </message>
    <message>
        <source>{card} is too old: it has NVIDIA&apos;s compute capability {there}, and PyTorch needs {needed}.</source>
        <translation>{card} ist zu alt: Die Karte hat NVIDIAs Compute Capability {there}, und PyTorch braucht {needed}.</translation>
    </message>
    <message>
        <source>{complete} cannot be read back; check the disk and its permissions.</source>
        <translation>{complete} lässt sich nicht zurücklesen; bitte Datenträger und Rechte prüfen.</translation>
    </message>
    <message>
        <source>{folder} has neither data.yaml nor classes.txt, which say what the numbers mean; put one of them there, or choose another folder. Nothing was imported.</source>
        <translation>{folder} hat weder data.yaml noch classes.txt, die sagen, was die Nummern bedeuten; legen Sie eine davon hinein oder wählen Sie einen anderen Ordner. Nichts wurde importiert.</translation>
    </message>
    <message>
        <source>One labeled picture could not be read lately, but is exported all the same; check its file: {pictures}.</source>
        <translation>Ein annotiertes Bild war zuletzt nicht lesbar, wird aber geschrieben; bitte seine Datei prüfen: {pictures}.</translation>
    </message>
    <message>
        <source>This machine has too little free memory for this model; close other programs, or choose the precision int8 or a smaller model.</source>
        <translation>Dieser Rechner hat zu wenig freien Speicher für dieses Modell; bitte andere Programme schließen oder die Genauigkeit int8 oder ein kleineres Modell wählen.</translation>
    </message>
    <message>
        <source>it holds labels and no classes, so choose the folder of its dataset</source>
        <translation>sie enthält Labels und keine Klassen; wählen Sie den Ordner ihres Datensatzes</translation>
    </message>
    <message>
        <source>shorten the name of the picture or of the folder, or </source>
        <translation>den Namen des Bildes oder des Ordners kürzen oder </translation>
    </message>
    <message>
        <source>the row has other values than a box and as many key points as {key} says</source>
        <translation>die Zeile hat andere Werte als ein Rechteck und so viele Schlüsselpunkte, wie {key} angibt</translation>
    </message>
    <message>
        <source>{count:,} labeled pictures could not be read lately, but are exported all the same; check their files: {pictures}.</source>
        <translation>{count:,} annotierte Bilder waren zuletzt nicht lesbar, werden aber geschrieben; bitte ihre Dateien prüfen: {pictures}.</translation>
    </message>
    <message>
        <source>{count:,} objects have the same class and box as another one in their picture: Ultralytics reads only one of each.</source>
        <translation>{count:,} Objekte haben Klasse und Rahmen eines anderen in ihrem Bild: Ultralytics liest davon jeweils nur eines.</translation>
    </message>
    <message>
        <source>{count:,} objects that are hidden in the window are written as well; show them to see what they are.</source>
        <translation>{count:,} Objekte, die im Fenster ausgeblendet sind, werden mitgeschrieben; blenden Sie sie ein, um sie zu sehen.</translation>
    </message>
    <message>
        <source>{count:,} pictures failed, so they are left out: {pictures}.</source>
        <translation>{count:,} Bilder sind fehlgeschlagen, daher bleiben sie weg: {pictures}.</translation>
    </message>
    <message>
        <source>{count:,} pictures have objects but are not done, so they are left out: {pictures}.</source>
        <translation>{count:,} Bilder haben Objekte, sind aber nicht fertig, daher bleiben sie weg: {pictures}.</translation>
    </message>
    <message>
        <source>{count} classes are called {label}; they are one now.</source>
        <translation>{count} Klassen heißen {label}; sie sind jetzt eine.</translation>
    </message>
    <message>
        <source>{count:,} photos are of kinds that cannot be read here, as {name} is, so they were left out; save them as JPEG or PNG.</source>
        <translation>{count:,} Fotos wie {name} sind von Arten, die hier nicht gelesen werden können, und wurden ausgelassen; bitte als JPEG oder PNG speichern.</translation>
    </message>
    <message>
        <source>{device} failed ({reason}); start the program again, or compute on the CPU.</source>
        <translation>{device} ist ausgefallen ({reason}); bitte das Programm neu starten oder auf der CPU rechnen.</translation>
    </message>
    <message>
        <source>{device} has too little free memory for this model; close other programs, choose the precision int8 or a smaller model, or compute on the CPU.</source>
        <translation>{device} hat zu wenig freien Speicher für dieses Modell; bitte andere Programme schließen, die Genauigkeit int8 oder ein kleineres Modell wählen oder auf der CPU rechnen.</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{file} cannot be read ({reason}).</source>
        <translation>{file} lässt sich nicht lesen ({reason}).</translation>
    </message>
    <message>
        <source>{file} was edited since it was written; that version is now {kept_as}.</source>
        <translation>{file} wurde bearbeitet, seit es geschrieben wurde; diese Fassung heißt nun {kept_as}.</translation>
    </message>
    <message>
        <source>{folder} cannot be listed ({reason}), so its labels were left out; change its permissions.</source>
        <translation>{folder} lässt sich nicht auflisten ({reason}), daher fehlen seine Labels; bitte die Rechte ändern.</translation>
    </message>
    <message>
        <source>{folder} cannot be listed ({reason}); change its permissions.</source>
        <translation>{folder} lässt sich nicht auflisten ({reason}); bitte die Rechte ändern.</translation>
    </message>
    <message>
        <source>{folder} cannot be read ({reason}); check its permissions.</source>
        <translation>{folder} lässt sich nicht lesen ({reason}); prüfen Sie die Zugriffsrechte.</translation>
    </message>
    <message>
        <source>{folder} cannot be read ({reason}); choose another output folder.</source>
        <translation>{folder} ist nicht lesbar ({reason}); bitte einen anderen Ausgabeordner wählen.</translation>
    </message>
    <message>
        <source>{folder} cannot be written after {done} of {total} ({reason}). Make room or mend it and try again; it goes on from there.</source>
        <translation>In {folder} lässt sich nach {done} von {total} nicht mehr schreiben ({reason}). Bitte Platz schaffen oder das beheben und noch einmal versuchen; es geht dort weiter.</translation>
    </message>
    <message>
        <source>{folder} has no COCO file of a name that is known; choose the file itself. Nothing was imported.</source>
        <translation>{folder} enthält keine COCO-Datei mit einem bekannten Namen; wählen Sie die Datei selbst. Nichts wurde importiert.</translation>
    </message>
    <message>
        <source>{folder} has no label files ({suffix}); choose another folder. Nothing was imported.</source>
        <translation>{folder} enthält keine Labeldateien ({suffix}); wählen Sie einen anderen Ordner. Nichts wurde importiert.</translation>
    </message>
    <message>
        <source>{folder} has no {file}, which says what the numbers mean; write it with a line &quot;number,class&quot; and one for each class. Nothing was imported.</source>
        <translation>{folder} enthält keine {file}, die sagt, was die Nummern bedeuten; schreiben Sie sie mit einer Zeile „number,class“ und einer für jede Klasse. Nichts wurde importiert.</translation>
    </message>
    <message>
        <source>{folder} holds a dataset that this program did not write; choose another output folder.</source>
        <translation>{folder} enthält einen Datensatz, den dieses Programm nicht geschrieben hat; bitte einen anderen Ausgabeordner wählen.</translation>
    </message>
    <message>
        <source>{folder} holds labels for other classes, or in another order; choose another output folder, or add classes at the end only.</source>
        <translation>{folder} enthält Labels für andere Klassen oder in anderer Reihenfolge; wählen Sie einen anderen Ausgabeordner, oder fügen Sie Klassen nur am Ende hinzu.</translation>
    </message>
    <message>
        <source>{folder} holds labels for the classes {known}, whose numbers would change; choose another output folder, or add classes at the end only.</source>
        <translation>{folder} enthält Labels für die Klassen {known}, deren Nummern sich ändern würden; bitte einen anderen Ausgabeordner wählen oder Klassen nur am Ende anfügen.</translation>
    </message>
    <message>
        <source>{folder} holds results made with another {changed}; choose another output folder, or delete that one to start over.</source>
        <translation>{folder} enthält Ergebnisse mit anderen Vorgaben ({changed}); bitte einen anderen Ausgabeordner wählen, oder diesen löschen, um neu zu beginnen.</translation>
    </message>
    <message>
        <source>{folder} is not used any more, but cannot be removed yet; close the program&apos;s windows and try again.</source>
        <translation>{folder} wird nicht mehr benutzt, lässt sich aber noch nicht entfernen; bitte die Fenster des Programms schließen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>{folder} lacks {count} of {total} files, such as {name}; copy all of them there.</source>
        <translation>In {folder} fehlen {count} von {total} Dateien, etwa {name}; bitte alle dorthin kopieren.</translation>
    </message>
    <message>
        <source>{folder} lacks {name}; put COCO&apos;s {source} there.</source>
        <translation>In {folder} fehlt {name}; bitte {source} aus COCO dorthin legen.</translation>
    </message>
    <message>
        <source>{folder} takes no more pictures ({reason}); free some space, or check its permissions.</source>
        <translation>{folder} nimmt keine Bilder mehr auf ({reason}); bitte Platz schaffen oder die Rechte prüfen.</translation>
    </message>
    <message>
        <source>{host} does not answer how large {name} is ({reason}); check the network and try again, or install it from a folder.</source>
        <translation>{host} antwortet nicht, wie groß {name} ist ({reason}); bitte das Netz prüfen und es noch einmal versuchen oder aus einem Ordner installieren.</translation>
    </message>
    <message>
        <source>{host} does not tell how large {name} is, so it is not downloaded; try again later, or install it from a folder.</source>
        <translation>{host} sagt nicht, wie groß {name} ist, daher wird es nicht geladen; bitte später noch einmal versuchen oder aus einem Ordner installieren.</translation>
    </message>
    <message>
        <source>{hub} answers with status {status} for {model}; try again later.</source>
        <translation>{hub} antwortet für {model} mit Status {status}; bitte später noch einmal versuchen.</translation>
    </message>
    <message>
        <source>{hub} cannot be reached ({reason}); check the network or the proxy.</source>
        <translation>{hub} ist nicht zu erreichen ({reason}); bitte das Netz oder den Proxy prüfen.</translation>
    </message>
    <message>
        <source>{hub} does not answer like a model hub; check HF_ENDPOINT, and whether the network wants you to log in first.</source>
        <translation>{hub} antwortet nicht wie ein Modell-Hub; bitte HF_ENDPOINT prüfen und ob das Netz zuerst eine Anmeldung verlangt.</translation>
    </message>
    <message>
        <source>{hub} does not know this token: it is mistyped, expired or deleted. Create one with read access at {token_page}.</source>
        <translation>{hub} kennt dieses Token nicht: es ist vertippt, abgelaufen oder gelöscht. Bitte auf {token_page} eines mit Lesezugriff erstellen.</translation>
    </message>
    <message>
        <source>{hub} has no model {model}, or hides it {who}; check its name.</source>
        <translation>{hub} hat kein Modell {model} oder verbirgt es {who}; bitte den Namen prüfen.</translation>
    </message>
    <message>
        <source>{hub} lists {file} without a usable digest; try again later.</source>
        <translation>{hub} führt {file} ohne brauchbare Prüfsumme auf; bitte später noch einmal versuchen.</translation>
    </message>
    <message>
        <source>{image} has an object of the class {label!r}, which is not among the classes ({classes}); add it.</source>
        <translation>{image} hat ein Objekt der Klasse „{label}“, die nicht unter den Klassen ist ({classes}); bitte hinzufügen.</translation>
    </message>
    <message>
        <source>{image} has more than {most} objects of a class, which label pictures cannot tell apart; choose another format.</source>
        <translation>{image} hat mehr als {most} Objekte einer Klasse, die Label-Bilder nicht unterscheiden können; wählen Sie ein anderes Format.</translation>
    </message>
    <message>
        <source>{image} is {width} x {height}, but a mask of it is {mask_width} x {mask_height}; label it again.</source>
        <translation>{image} hat {width} × {height} Pixel, eine Maske davon aber {mask_width} × {mask_height}; bitte neu annotieren.</translation>
    </message>
    <message>
        <source>{index} is no index of weight files; download it again.</source>
        <translation>{index} ist kein Verzeichnis von Gewichtsdateien; bitte neu herunterladen.</translation>
    </message>
    <message>
        <source>{index} names {shard}, outside its folder; do not use this checkpoint.</source>
        <translation>{index} nennt {shard}, außerhalb seines Ordners; bitte diesen Checkpoint nicht benutzen.</translation>
    </message>
    <message>
        <source>{index} names {shard}, which is missing; download it again.</source>
        <translation>{index} nennt {shard}, das fehlt; bitte neu herunterladen.</translation>
    </message>
    <message>
        <source>{key!r} is missing or of the wrong kind</source>
        <translation>{key!r} fehlt oder ist von der falschen Art</translation>
    </message>
    <message>
        <source>{link} is a link that leads out of {folder}; remove it or choose another folder.</source>
        <translation>{link} ist eine Verknüpfung, die aus {folder} hinausführt; bitte entfernen oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>{model} has no branch, tag or commit {revision}; see {page}.</source>
        <translation>{model} hat keinen Branch, Tag oder Commit {revision}; siehe {page}.</translation>
    </message>
    <message>
        <source>{model} is for those who have accepted its licence. Open {page}, log in and accept it; then create a token with read access at {token_page} and give it here, or as HF_TOKEN.</source>
        <translation>{model} ist für alle, die seine Lizenz angenommen haben. Bitte {page} öffnen, sich anmelden und sie annehmen; dann auf {token_page} ein Token mit Lesezugriff erstellen und hier oder als HF_TOKEN angeben.</translation>
    </message>
    <message>
        <source>{model} needs {needed} at {place}, where {free} are free; {remedy}.</source>
        <translation>{model} braucht {needed} in {place}, frei sind dort {free}; {remedy}.</translation>
    </message>
    <message>
        <source>{name!r} is no name for a class</source>
        <translation>{name!r} ist kein Name für eine Klasse</translation>
    </message>
    <message>
        <source>{names} and {more:,} more</source>
        <translation>{names} und {more:,} weitere</translation>
    </message>
    <message>
        <source>{name} arrived damaged and was deleted; try again.</source>
        <translation>{name} kam beschädigt an und wurde gelöscht; bitte noch einmal versuchen.</translation>
    </message>
    <message>
        <source>{name} gives results that are not numbers; check it with `sam3-studio model verify`, or compute in float32.</source>
        <translation>{name} liefert Ergebnisse, die keine Zahlen sind; bitte mit `sam3-studio model verify` prüfen oder in float32 rechnen.</translation>
    </message>
    <message>
        <source>{name} is a photo of a kind that cannot be read here, so it was left out; save it as JPEG or PNG.</source>
        <translation>{name} ist ein Foto von einer Art, die hier nicht gelesen werden kann, und wurde ausgelassen; bitte als JPEG oder PNG speichern.</translation>
    </message>
    <message>
        <source>{name} is neither a folder nor a downloaded repository; fetch it with `sam3-studio model download` or give a folder.</source>
        <translation>{name} ist weder ein Ordner noch ein heruntergeladenes Repositorium; bitte mit `sam3-studio model download` holen oder einen Ordner angeben.</translation>
    </message>
    <message>
        <source>{out} cannot be written ({reason}); free some space or choose another place.</source>
        <translation>{out} ist nicht beschreibbar ({reason}); bitte Platz schaffen oder einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>{out} exists and is not an empty folder; choose another place.</source>
        <translation>{out} gibt es schon, und es ist kein leerer Ordner; bitte einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>{path} and {other} give the classes other numbers; remove the one that is outdated, or name the one that is right. Nothing was imported.</source>
        <translation>{path} und {other} geben den Klassen verschiedene Nummern; entfernen Sie die veraltete Datei, oder nennen Sie die richtige. Nichts wurde importiert.</translation>
    </message>
    <message>
        <source>{path} has nothing to look for: it has no pictures or no categories.</source>
        <translation>{path} fragt nichts: Es hat keine Bilder oder keine Kategorien.</translation>
    </message>
    <message>
        <source>{path} cannot be imported, as {where} is wrong: {reason}. Nothing was imported.</source>
        <translation>{path} lässt sich nicht importieren, denn {where} stimmt nicht: {reason}. Nichts wurde importiert.</translation>
    </message>
    <message>
        <source>{path} cannot be imported: {reason}. Nothing was imported.</source>
        <translation>{path} lässt sich nicht importieren: {reason}. Nichts wurde importiert.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}).</source>
        <translation>{path} ist nicht lesbar ({reason}).</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); change its permissions or choose another output folder.</source>
        <translation>{path} ist nicht lesbar ({reason}); bitte die Rechte ändern oder einen anderen Ausgabeordner wählen.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); check its permissions and the disk.</source>
        <translation>{path} ist nicht lesbar ({reason}); bitte Rechte und Datenträger prüfen.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); check its permissions.</source>
        <translation>{path} ist nicht lesbar ({reason}); bitte die Rechte prüfen.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); check the spelling and permissions.</source>
        <translation>{path} ist nicht lesbar ({reason}); bitte Schreibweise und Rechte prüfen.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); check where it went.</source>
        <translation>{path} ist nicht lesbar ({reason}); bitte prüfen, wohin es kam.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); choose another output folder.</source>
        <translation>{path} ist nicht lesbar ({reason}); bitte einen anderen Ausgabeordner wählen.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); export again.</source>
        <translation>{path} ist nicht lesbar ({reason}); bitte neu exportieren.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); give a COCO file.</source>
        <translation>{path} ist nicht lesbar ({reason}); bitte eine COCO-Datei angeben.</translation>
    </message>
    <message>
        <source>{path} cannot be read as JSON ({reason}); download it again.</source>
        <translation>{path} ist nicht als JSON lesbar ({reason}); bitte neu herunterladen.</translation>
    </message>
    <message>
        <source>{path} cannot be read as a COCO file ({reason}); export again.</source>
        <translation>{path} ist nicht als COCO-Datei lesbar ({reason}); bitte neu exportieren.</translation>
    </message>
    <message>
        <source>{path} cannot be read as a picture; fetch it from COCO again.</source>
        <translation>{path} ist nicht als Bild lesbar; bitte neu aus COCO holen.</translation>
    </message>
    <message>
        <source>{path} cannot be restored ({reason}); check the disk and its permissions.</source>
        <translation>{path} lässt sich nicht wiederherstellen ({reason}); prüfen Sie den Datenträger und die Zugriffsrechte.</translation>
    </message>
    <message>
        <source>{path} cannot be used: {reason}.</source>
        <translation>{path} ist nicht brauchbar: {reason}.</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}); check the disk and its permissions.</source>
        <translation>{path} ist nicht beschreibbar ({reason}); bitte Datenträger und Rechte prüfen.</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}); make room or mend it.</source>
        <translation>{path} lässt sich nicht schreiben ({reason}); bitte Platz schaffen oder das beheben.</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}); {remedy}choose another output folder.</source>
        <translation>{path} ist nicht beschreibbar ({reason}); bitte {remedy}einen anderen Ausgabeordner wählen.</translation>
    </message>
    <message>
        <source>{path} describes a model of type {kind!r}, not SAM 3; choose a folder with SAM 3 weights.</source>
        <translation>{path} beschreibt ein Modell der Art „{kind}“, nicht SAM 3; bitte einen Ordner mit SAM-3-Gewichten wählen.</translation>
    </message>
    <message>
        <source>{path} describes tensor {name} in an unknown way; download it again.</source>
        <translation>{path} beschreibt den Tensor {name} auf unbekannte Weise; bitte neu herunterladen.</translation>
    </message>
    <message>
        <source>{path} describes tensor {name} wrongly; download it again.</source>
        <translation>{path} beschreibt den Tensor {name} falsch; bitte neu herunterladen.</translation>
    </message>
    <message>
        <source>{path} does not exist; check the spelling.</source>
        <translation>{path} gibt es nicht; bitte die Schreibweise prüfen.</translation>
    </message>
    <message>
        <source>{path} does not exist; give a folder or file with SAM 3 weights.</source>
        <translation>{path} gibt es nicht; bitte einen Ordner oder eine Datei mit SAM-3-Gewichten angeben.</translation>
    </message>
    <message>
        <source>{path} does not fit into memory; close other programs or scale it down.</source>
        <translation>{path} passt nicht in den Speicher; bitte andere Programme schließen oder das Bild verkleinern.</translation>
    </message>
    <message>
        <source>{path} ends inside tensor {name}; download it again.</source>
        <translation>{path} endet mitten im Tensor {name}; bitte neu herunterladen.</translation>
    </message>
    <message>
        <source>{path} has a damaged header; download it again.</source>
        <translation>{path} hat einen beschädigten Kopf; bitte neu herunterladen.</translation>
    </message>
    <message>
        <source>{path} has no class names that can be read; save them as text, one a line.</source>
        <translation>{path} hat keine lesbaren Klassennamen; bitte als Text speichern, einen je Zeile.</translation>
    </message>
    <message>
        <source>{path} has no class names; write one on each line.</source>
        <translation>{path} hat keine Klassennamen; bitte einen je Zeile schreiben.</translation>
    </message>
    <message>
        <source>{path} has no import that could be undone.</source>
        <translation>In {path} gibt es keinen Import, der sich rückgängig machen ließe.</translation>
    </message>
    <message>
        <source>{path} has no labels of a kind that is known; choose the folder of its dataset, or say which format it is.</source>
        <translation>{path} enthält keine Labels einer bekannten Art; wählen Sie den Ordner ihres Datensatzes oder sagen Sie, welches Format es ist.</translation>
    </message>
    <message>
        <source>{path} has no picture that is done; finish some, since the others may lack objects.</source>
        <translation>{path} hat kein fertiges Bild; bitte einige fertigstellen, denn anderen können Objekte fehlen.</translation>
    </message>
    <message>
        <source>{path} has no project; open it in the window first.</source>
        <translation>{path} hat kein Projekt; öffnen Sie es zuerst im Fenster.</translation>
    </message>
    <message>
        <source>{path} has no shapes, so it was passed over.</source>
        <translation>{path} enthält keine Formen und wurde übergangen.</translation>
    </message>
    <message>
        <source>{path} has {width:,} x {height:,} pixels, more than {most:,} million; scale it down or cut it into tiles.</source>
        <translation>{path} hat {width} × {height} Pixel, mehr als {most} Millionen; bitte verkleinern oder in Kacheln schneiden.</translation>
    </message>
    <message>
        <source>{path} has {width} × {height} pixels, its labels are for {expected_width} × {expected_height}; they do not belong together.</source>
        <translation>{path} hat {width} × {height} Pixel, seine Labels sind für {expected_width} × {expected_height}; sie gehören nicht zusammen.</translation>
    </message>
    <message>
        <source>{path} holds no configuration; download it again.</source>
        <translation>{path} enthält keine Konfiguration; bitte neu herunterladen.</translation>
    </message>
    <message>
        <source>{path} holds no named tensors; choose a file with SAM 3 weights.</source>
        <translation>{path} enthält keine benannten Tensoren; bitte eine Datei mit SAM-3-Gewichten wählen.</translation>
    </message>
    <message>
        <source>{path} holds no weights; a SAM 3 folder has {weights} or {original} beside its {config}.</source>
        <translation>{path} enthält keine Gewichte; ein SAM-3-Ordner hat {weights} oder {original} neben {config}.</translation>
    </message>
    <message>
        <source>{path} holds none of SAM 3&apos;s weights; choose a file or folder with SAM 3 weights.</source>
        <translation>{path} enthält keine Gewichte von SAM 3; bitte eine Datei oder einen Ordner mit SAM-3-Gewichten wählen.</translation>
    </message>
    <message>
        <source>{path} holds several weight files ({listed}); give the one that is meant.</source>
        <translation>{path} enthält mehrere Gewichtsdateien ({listed}); bitte die gemeinte angeben.</translation>
    </message>
    <message>
        <source>{path} holds {names}, which SAM 3 does not have; check that its config.json belongs to it.</source>
        <translation>{path} enthält {names}, was SAM 3 nicht hat; bitte prüfen, ob config.json dazu gehört.</translation>
    </message>
    <message>
        <source>{path} holds {surplus:,} bytes that belong to no tensor; download it again.</source>
        <translation>{path} enthält {surplus} Bytes, die zu keinem Tensor gehören; bitte neu herunterladen.</translation>
    </message>
    <message>
        <source>{path} is a backup, which makes way for newer ones; open its project, and restore it in the menu File or with `sam3-studio restore`.</source>
        <translation>{path} ist eine Sicherung, die neueren Platz macht; bitte ihr Projekt öffnen und sie im Menü „Datei“ oder mit `sam3-studio restore` wiederherstellen.</translation>
    </message>
    <message>
        <source>{path} is a folder, not a picture; name a picture in it.</source>
        <translation>{path} ist ein Ordner, kein Bild; bitte ein Bild darin nennen.</translation>
    </message>
    <message>
        <source>{path} is an archive; unpack it, and choose the folder that it gives.</source>
        <translation>{path} ist ein Archiv; entpacken Sie es und wählen Sie den Ordner, der dabei entsteht.</translation>
    </message>
    <message>
        <source>{path} is a different picture now; it is read again.</source>
        <translation>{path} ist inzwischen ein anderes Bild; es wird neu gelesen.</translation>
    </message>
    <message>
        <source>{path} is cut short inside its header; download it again.</source>
        <translation>{path} ist im Kopf abgeschnitten; bitte neu herunterladen.</translation>
    </message>
    <message>
        <source>{path} is cut short: tensor {name} should end at byte {needed:,}, the file has {size:,}; download it again.</source>
        <translation>{path} ist abgeschnitten: Tensor {name} sollte bei Byte {needed} enden, die Datei hat {size}; bitte neu herunterladen.</translation>
    </message>
    <message>
        <source>{path} is cut short; copy it again from where it came, or restore a backup.</source>
        <translation>{path} ist abgeschnitten; bitte neu von der Quelle kopieren oder eine Sicherung zurückholen.</translation>
    </message>
    <message>
        <source>{path} is damaged ({reason}); install the program again.</source>
        <translation>{path} ist beschädigt ({reason}); bitte das Programm neu installieren.</translation>
    </message>
    <message>
        <source>{path} is damaged at byte {start:,}; delete it and run again.</source>
        <translation>{path} ist bei Byte {start} beschädigt; bitte löschen und neu laufen lassen.</translation>
    </message>
    <message>
        <source>{path} is damaged or cut short ({reason}); copy it again from where it came.</source>
        <translation>{path} ist beschädigt oder abgeschnitten ({reason}); bitte neu von der Quelle kopieren.</translation>
    </message>
    <message>
        <source>{path} is damaged or no PyTorch checkpoint of plain tensors; download it again.</source>
        <translation>{path} ist beschädigt oder kein PyTorch-Checkpoint aus reinen Tensoren; bitte neu herunterladen.</translation>
    </message>
    <message>
        <source>{path} is damaged or not the file it should be; fetch it again.</source>
        <translation>{path} ist beschädigt oder nicht die richtige Datei; bitte neu holen.</translation>
    </message>
    <message>
        <source>{path} is damaged; restore a backup.</source>
        <translation>{path} ist beschädigt; bitte eine Sicherung zurückholen.</translation>
    </message>
    <message>
        <source>{path} is empty (0 bytes); copy it again from where it came.</source>
        <translation>{path} ist leer (0 Bytes); bitte neu von der Quelle kopieren.</translation>
    </message>
    <message>
        <source>{path} is neither a folder nor a file; give one with SAM 3 weights.</source>
        <translation>{path} ist weder Ordner noch Datei; bitte etwas mit SAM-3-Gewichten angeben.</translation>
    </message>
    <message>
        <source>{path} is no COCO file with segmentations ({kind}: {reason}).</source>
        <translation>{path} ist keine COCO-Datei mit Segmentierungen ({kind}: {reason}).</translation>
    </message>
    <message>
        <source>{path} is no file; name a picture.</source>
        <translation>{path} ist keine Datei; bitte ein Bild nennen.</translation>
    </message>
    <message>
        <source>{path} is no file; name one.</source>
        <translation>{path} ist keine Datei; nennen Sie eine.</translation>
    </message>
    <message>
        <source>{path} is no name for a new folder; choose one, for example {example}.</source>
        <translation>{path} ist kein Name für einen neuen Ordner; wählen Sie einen, z. B. {example}.</translation>
    </message>
    <message>
        <source>{path} is no picture in a known format, or its beginning is damaged; save it as JPEG or PNG.</source>
        <translation>{path} ist kein Bild in einem bekannten Format, oder sein Anfang ist beschädigt; bitte als JPEG oder PNG speichern.</translation>
    </message>
    <message>
        <source>{path} is no project of this program, or its beginning is damaged; choose another file, or restore a backup.</source>
        <translation>{path} ist kein Projekt dieses Programms, oder sein Anfang ist beschädigt; wählen Sie eine andere Datei, oder stellen Sie eine Sicherung wieder her.</translation>
    </message>
    <message>
        <source>{path} is no safetensors file; download it again.</source>
        <translation>{path} ist keine Safetensors-Datei; bitte neu herunterladen.</translation>
    </message>
    <message>
        <source>{path} is no tokenizer</source>
        <translation>{path} ist kein Tokenizer</translation>
    </message>
    <message>
        <source>{path} is no weight file; SAM 3 weights end in .safetensors or .pt.</source>
        <translation>{path} ist keine Gewichtsdatei; SAM-3-Gewichte enden auf .safetensors oder .pt.</translation>
    </message>
    <message>
        <source>{path} is not JSON ({reason}); fetch the checkpoint again.</source>
        <translation>{path} ist kein JSON ({reason}); bitte den Checkpoint neu holen.</translation>
    </message>
    <message>
        <source>{path} is not UTF-8, so save it as UTF-8 first.</source>
        <translation>{path} ist kein UTF-8; speichern Sie die Datei zuerst als UTF-8.</translation>
    </message>
    <message>
        <source>{path} is not there any more; connect its drive again, or put it back in its place.</source>
        <translation>{path} ist nicht mehr da; bitte das Laufwerk wieder anschließen oder die Datei an ihren Ort zurücklegen.</translation>
    </message>
    <message>
        <source>{path} is open in another window or command; close that one, or go on there.</source>
        <translation>{path} ist in einem anderen Fenster oder Befehl offen; bitte dort schließen oder weitermachen.</translation>
    </message>
    <message>
        <source>{path} lacks {names}; download it again, or check that its config.json belongs to it.</source>
        <translation>In {path} fehlt {names}; bitte neu herunterladen oder prüfen, ob config.json dazu gehört.</translation>
    </message>
    <message>
        <source>{path} should hold an object; fetch the checkpoint again.</source>
        <translation>{path} sollte ein Objekt enthalten; bitte den Checkpoint neu holen.</translation>
    </message>
    <message>
        <source>{path} was deleted or replaced by another program while it was open, so nothing more is kept; close the project and open it again, and restore a backup if labels are missing then.</source>
        <translation>Ein anderes Programm hat {path} gelöscht oder ersetzt, während es geöffnet war, daher wird nichts mehr gespeichert; bitte das Projekt schließen und wieder öffnen, und falls dann Labels fehlen, eine Sicherung wiederherstellen.</translation>
    </message>
    <message>
        <source>{path} was not drawn by this program, or was edited since; move it away or choose another output folder.</source>
        <translation>{path} wurde nicht von diesem Programm gezeichnet oder seither bearbeitet; bitte wegräumen oder einen anderen Ausgabeordner wählen.</translation>
    </message>
    <message>
        <source>{path} was not written by this program; choose another output folder.</source>
        <translation>{path} wurde nicht von diesem Programm geschrieben; bitte einen anderen Ausgabeordner wählen.</translation>
    </message>
    <message>
        <source>{path} was written by a newer version of this program; update the program to open it.</source>
        <translation>{path} wurde von einer neueren Fassung dieses Programms geschrieben; bitte das Programm aktualisieren.</translation>
    </message>
    <message>
        <source>{path}: flags of pictures were left out; those of objects were read.</source>
        <translation>{path}: Merkmale von Bildern wurden ausgelassen; die von Objekten wurden gelesen.</translation>
    </message>
    <message>
        <source>{path}: key points were left out; the boxes around them were read.</source>
        <translation>{path}: Schlüsselpunkte wurden ausgelassen und die Rechtecke um sie herum gelesen.</translation>
    </message>
    <message>
        <source>{path}: key points were left out.</source>
        <translation>{path}: Schlüsselpunkte wurden ausgelassen.</translation>
    </message>
    <message>
        <source>{path}: track numbers were left out.</source>
        <translation>{path}: Nummern von Spuren wurden ausgelassen.</translation>
    </message>
    <message>
        <source>{path}: outlines were left out; the boxes around them were read.</source>
        <translation>{path}: Umrisse wurden ausgelassen und die Rechtecke um sie herum gelesen.</translation>
    </message>
    <message>
        <source>{path}: label pictures were left out; the boxes in XML were read.</source>
        <translation>{path}: Label-Bilder wurden ausgelassen und die Rechtecke in XML gelesen.</translation>
    </message>
    <message>
        <source>{path}: tensor {name} is stored as {dtype}; choose weights in float32, float16 or bfloat16.</source>
        <translation>{path}: Tensor {name} ist als {dtype} gespeichert; bitte Gewichte in float32, float16 oder bfloat16 wählen.</translation>
    </message>
    <message>
        <source>{path}: tensor {tensor} has shape {stored} where {name} needs {shape}; check that its config.json belongs to it.</source>
        <translation>{path}: Tensor {tensor} hat die Form {stored}, wo {name} {shape} braucht; bitte prüfen, ob config.json dazu gehört.</translation>
    </message>
    <message>
        <source>{picture} is said to have {width:,} x {height:,} pixels, more than any picture here may have; correct that, or say with --photos where the pictures are.</source>
        <translation>{picture} soll {width:,} x {height:,} Pixel haben, mehr als ein Bild hier haben darf; korrigieren Sie das, oder sagen Sie mit --photos, wo die Bilder liegen.</translation>
    </message>
    <message>
        <source>{picture}: a crowd of {label} was left out.</source>
        <translation>{picture}: Eine Menge von {label} wurde weggelassen.</translation>
    </message>
    <message>
        <source>{picture}: a shape of the kind {kind} cannot be read and was left out; make it a polygon first.</source>
        <translation>{picture}: Eine Form der Art {kind} ist nicht lesbar und wurde weggelassen; bitte vorher in ein Polygon umwandeln.</translation>
    </message>
    <message>
        <source>{picture}: a {kind} has no area and was left out.</source>
        <translation>{picture}: {kind} hat keine Fläche und wurde weggelassen.</translation>
    </message>
    <message>
        <source>{picture}: an object has no class and was left out.</source>
        <translation>{picture}: ein Objekt hat keine Klasse und wurde ausgelassen.</translation>
    </message>
    <message>
        <source>{picture}: an object of {label} has no box and was left out.</source>
        <translation>{picture}: ein Objekt der Klasse {label} hat kein Rechteck und wurde ausgelassen.</translation>
    </message>
    <message>
        <source>{picture}: an object of {label} has no shape and was left out.</source>
        <translation>{picture}: ein Objekt der Klasse {label} hat keine Form und wurde ausgelassen.</translation>
    </message>
    <message>
        <source>{picture}: an object&apos;s score is {score} in the place of 0 to 1, so it was left out.</source>
        <translation>{picture}: Die Konfidenz eines Objekts ist {score} statt 0 bis 1 und wurde weggelassen.</translation>
    </message>
    <message>
        <source>{picture}: it has {width} × {height} pixels, its labels are for {label_width} × {label_height}, so they were left out.</source>
        <translation>{picture}: Es hat {width} × {height} Pixel, seine Labels sind für {label_width} × {label_height}; sie wurden weggelassen.</translation>
    </message>
    <message>
        <source>{picture}: none of its objects could be read, so it needs another look.</source>
        <translation>{picture}: Keines seiner Objekte konnte gelesen werden, also sollte es noch einmal angesehen werden.</translation>
    </message>
    <message>
        <source>{picture}: object {number} ({label}) has no pixel in the picture.</source>
        <translation>{picture}: Objekt {number} ({label}) hat kein Pixel im Bild.</translation>
    </message>
    <message>
        <source>{picture}: several label files are for it; their objects were put together.</source>
        <translation>{picture}: Mehrere Labeldateien meinen es; ihre Objekte wurden zusammengelegt.</translation>
    </message>
    <message>
        <source>{picture}: several pictures have this name, so its labels were left out.</source>
        <translation>{picture}: Mehrere Bilder heißen so, also wurden seine Labels ausgelassen.</translation>
    </message>
    <message>
        <source>{place} cannot be written ({reason}); choose another folder or change its permissions.</source>
        <translation>{place} lässt sich nicht beschreiben ({reason}); bitte einen anderen Ordner wählen oder die Rechte ändern.</translation>
    </message>
    <message>
        <source>{program} cannot be started ({reason}).</source>
        <translation>{program} lässt sich nicht starten ({reason}).</translation>
    </message>
    <message>
        <source>{program} did not answer within {seconds} s.</source>
        <translation>{program} antwortete nicht innerhalb von {seconds} s.</translation>
    </message>
    <message>
        <source>{reason} Nothing was imported.</source>
        <translation>{reason} Nichts wurde importiert.</translation>
    </message>
    <message>
        <source>{reason}, and {units}</source>
        <translation>{reason}, und {units}</translation>
    </message>
    <message>
        <source>{repo_id} offers no {weights}; choose a model such as facebook/sam3.</source>
        <translation>{repo_id} bietet keine {weights}; bitte ein Modell wie facebook/sam3 wählen.</translation>
    </message>
    <message>
        <source>{source} cannot be read ({reason}); check its permissions.</source>
        <translation>{source} ist nicht lesbar ({reason}); bitte die Rechte prüfen.</translation>
    </message>
    <message>
        <source>{source} is gone; put it back, or open its folder in the window again, which leaves it out.</source>
        <translation>{source} ist nicht mehr da; legen Sie die Datei zurück, oder öffnen Sie ihren Ordner im Fenster noch einmal, dann wird sie ausgelassen.</translation>
    </message>
    <message>
        <source>{source} knows {expected:,} tokens and its tokenizer has {found:,}; put the tokenizer.json that belongs to these weights beside them.</source>
        <translation>{source} kennt {expected} Tokens und sein Tokenizer hat {found}; bitte die tokenizer.json, die zu diesen Gewichten gehört, daneben legen.</translation>
    </message>
    <message>
        <source>{source} was written to while it was loaded; load it again once nobody writes to it any more.</source>
        <translation>In {source} wurde geschrieben, während daraus geladen wurde; bitte neu laden, sobald nichts mehr hineingeschrieben wird.</translation>
    </message>
    <message>
        <source>{target} cannot be made a link ({reason}); copy the pictures instead.</source>
        <translation>{target} lässt sich nicht verknüpfen ({reason}); bitte die Bilder stattdessen kopieren.</translation>
    </message>
    <message>
        <source>{target} is another picture than {source}; choose another output folder.</source>
        <translation>{target} ist ein anderes Bild als {source}; bitte einen anderen Ausgabeordner wählen.</translation>
    </message>
    <message>
        <source>{text!r} cannot be a branch, tag or commit of {repo_id}.</source>
        <translation>„{text}“ kann kein Branch, Tag oder Commit von {repo_id} sein.</translation>
    </message>
    <message>
        <source>{text!r} is no model&apos;s name on the hub; such names look like {example}.</source>
        <translation>„{text}“ ist kein Name eines Modells auf dem Hub; solche Namen sehen aus wie {example}.</translation>
    </message>
    <message>
        <source>{what} ({reason}); fetch the checkpoint again.</source>
        <translation>{what} ({reason}); bitte den Checkpoint neu holen.</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>{name} is another picture than before; it is searched again.</source>
        <translation>{name} ist ein anderes Bild als zuvor; es wird neu durchsucht.</translation>
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
        <source>The settings cannot be written to {path} ({reason}); they apply until you quit.</source>
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
        <source>A pen&apos;s pressure sets the size of the brush</source>
        <translation>Der Druck des Stifts bestimmt die Größe des Pinsels</translation>
    </message>
    <message>
        <source>The size that is chosen is then the largest. The pen&apos;s other end erases anyway.</source>
        <translation>Die gewählte Größe ist dann die größte. Das andere Ende des Stifts radiert in jedem Fall.</translation>
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
        <source>Half precision takes half the memory; int8 a quarter, with coarser results.</source>
        <translation>Halbe Genauigkeit braucht halb so viel Speicher, int8 ein Viertel bei gröberen Ergebnissen.</translation>
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
        <source>Disk space for prepared pictures</source>
        <translation>Plattenplatz für vorbereitete Bilder</translation>
    </message>
    <message>
        <source> GB</source>
        <translation> GB</translation>
    </message>
    <message>
        <source>With a large model on a slow machine, pictures of earlier days are soon ready. Where “sam3-studio encode” was given more room, that holds until you lower this.</source>
        <translation>Mit einem großen Modell auf einem langsamen Rechner sind Bilder früherer Tage bald bereit. Wo „sam3-studio encode“ mehr Platz bekam, gilt das, bis Sie diesen Wert senken.</translation>
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
        <translation>Beschriftung mit Konfidenz</translation>
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
        <source>COCO, all masks as polygons</source>
        <translation>COCO, alle Masken als Polygone</translation>
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
        <source>YOLO, oriented boxes</source>
        <translation>YOLO, gedrehte Rahmen</translation>
    </message>
    <message>
        <source>Pascal VOC, boxes</source>
        <translation>Pascal VOC, Rahmen</translation>
    </message>
    <message>
        <source>labelme</source>
        <translation>labelme</translation>
    </message>
    <message>
        <source>PNG, the class of each pixel</source>
        <translation>PNG, die Klasse jedes Pixels</translation>
    </message>
    <message>
        <source>PNG, the object of each pixel</source>
        <translation>PNG, das Objekt jedes Pixels</translation>
    </message>
    <message>
        <source>CSV table of all objects</source>
        <translation>CSV-Tabelle aller Objekte</translation>
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
    <message>
        <source>Holes</source>
        <translation>Löcher</translation>
    </message>
    <message>
        <source>Keep, joined by slits</source>
        <translation>Behalten, durch Schlitze verbunden</translation>
    </message>
    <message>
        <source>Fill them</source>
        <translation>Füllen</translation>
    </message>
    <message>
        <source>Cut objects into pieces without holes</source>
        <translation>Objekte in Stücke ohne Löcher schneiden</translation>
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
    <name>Showing</name>
    <message>
        <source>Open a folder to see its pictures here.</source>
        <translation>Öffnen Sie einen Ordner, um seine Bilder hier zu sehen.</translation>
    </message>
</context>
<context>
    <name>Sides</name>
    <message>
        <source>hidden</source>
        <translation>verborgen</translation>
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
        <source>Every step is on disk at once.</source>
        <translation>Jeder Schritt ist sofort auf der Platte.</translation>
    </message>
</context>
<context>
    <name>TakingIn</name>
    <message numerus="yes">
        <source>%Ln picture(s) have other names now; their labels went along.</source>
        <translation>
            <numerusform>%Ln Bild hat jetzt einen anderen Namen; seine Beschriftungen sind mitgegangen.</numerusform>
            <numerusform>%Ln Bilder haben jetzt andere Namen; ihre Beschriftungen sind mitgegangen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more picture(s) or folder(s) were passed over for reasons like these.</source>
        <translation>
            <numerusform>%Ln weiteres Bild oder weiterer Ordner wurde aus solchen Gründen übergangen.</numerusform>
            <numerusform>%Ln weitere Bilder oder Ordner wurden aus solchen Gründen übergangen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Telling</name>
    <message>
        <source>The folder of these pictures cannot hold the project, which is kept here: {file}</source>
        <translation>Der Ordner dieser Bilder kann das Projekt nicht aufnehmen; es liegt hier: {file}</translation>
    </message>
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
        <source>Candidates that score more are shown. Below 0.05, the model is asked again for what it left out.</source>
        <translation>Gezeigt werden Kandidaten mit höherer Konfidenz. Nur unter 0,05 wird das Modell nach dem gefragt, was es ausgelassen hat.</translation>
    </message>
    <message>
        <source>Threshold in percent</source>
        <translation>Schwelle in Prozent</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
</context>
<context>
    <name>Travel</name>
    <message>
        <source>The search in this picture is not finished; wait for it, then accept.</source>
        <translation>Die Suche in diesem Bild läuft noch; warten Sie sie ab, dann übernehmen Sie.</translation>
    </message>
</context>
<context>
    <name>UndoAssistant</name>
    <message>
        <source>The project becomes what it was before the import; a copy of how it is now is made first.</source>
        <translation>Das Projekt wird wieder, was es vor dem Import war; zuerst wird eine Kopie des jetzigen Stands angelegt.</translation>
    </message>
    <message>
        <source>Undo the last import</source>
        <translation>Letzten Import rückgängig machen</translation>
    </message>
    <message>
        <source>The import is undone. How the project was is kept in {copy}.</source>
        <translation>Der Import ist rückgängig gemacht. Der Stand davor liegt in {copy}.</translation>
    </message>
</context>
<context>
    <name>UndoImportDialog</name>
    <message>
        <source>Undo the last import</source>
        <translation>Letzten Import rückgängig machen</translation>
    </message>
    <message>
        <source>Undo this import?</source>
        <translation>Diesen Import rückgängig machen?</translation>
    </message>
    <message>
        <source>Undo import</source>
        <translation>Rückgängig machen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s)</source>
        <translation>
            <numerusform>%Ln Bild</numerusform>
            <numerusform>%Ln Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln object(s)</source>
        <translation>
            <numerusform>%Ln Objekt</numerusform>
            <numerusform>%Ln Objekte</numerusform>
        </translation>
    </message>
    <message>
        <source>The project becomes what it was before: its objects, classes, states, notes and tags.</source>
        <translation>Das Projekt wird, was es davor war: Objekte, Klassen, Zustände, Notizen und Tags.</translation>
    </message>
    <message>
        <source>Objects, classes, states, notes or tags were changed since. That goes, too.</source>
        <translation>Seither wurden Objekte, Klassen, Zustände, Notizen oder Schlagwörter geändert. Das geht mit verloren.</translation>
    </message>
    <message>
        <source>The model has searched pictures since. What it found goes, too.</source>
        <translation>Seitdem hat das Modell in Bildern gesucht. Auch was es gefunden hat, geht verloren.</translation>
    </message>
    <message>
        <source>A copy of the project as it is now is kept beside it.</source>
        <translation>Eine Kopie des jetzigen Stands bleibt neben dem Projekt liegen.</translation>
    </message>
</context>
<context>
    <name>UpdateAssistant</name>
    <message>
        <source>This project was made by an earlier version of the program. It is brought up to date, once; a copy of how it is now is kept beside it.</source>
        <translation>Dieses Projekt stammt von einer früheren Version des Programms. Es wird einmalig auf den neuen Stand gebracht; eine Kopie des jetzigen bleibt daneben liegen.</translation>
    </message>
    <message>
        <source>Bringing the project up to date</source>
        <translation>Projekt wird auf den neuen Stand gebracht</translation>
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
    <name>WaitingDialog</name>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>WeightsAssistant</name>
    <message>
        <source>Downloading… you can go on working.</source>
        <translation>Wird heruntergeladen… Sie können weiterarbeiten.</translation>
    </message>
</context>
<context>
    <name>WeightsDialog</name>
    <message>
        <source>SAM 3 weights</source>
        <translation>Gewichte von SAM 3</translation>
    </message>
    <message>
        <source>{size} go to {folder}.</source>
        <translation>{size} kommen nach {folder}.</translation>
    </message>
    <message>
        <source>{size} go to {folder}, where {free} are free.</source>
        <translation>{size} kommen nach {folder}, wo {free} frei sind.</translation>
    </message>
    <message>
        <source>1.  The licence</source>
        <translation>1.  Die Lizenz</translation>
    </message>
    <message>
        <source>Licence of the weights</source>
        <translation>Lizenz der Gewichte</translation>
    </message>
    <message>
        <source>Meta gives the weights to those who have accepted it on {link}, where its current text is.</source>
        <translation>Meta gibt die Gewichte denen, die sie auf {link} angenommen haben; dort steht ihr heutiger Text.</translation>
    </message>
    <message>
        <source>I have read the licence and accept it</source>
        <translation>Ich habe die Lizenz gelesen und nehme sie an</translation>
    </message>
    <message>
        <source>2.  An access token</source>
        <translation>2.  Ein Zugangstoken</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>Zugangstoken</translation>
    </message>
    <message>
        <source>leave empty to use the token of this machine</source>
        <translation>leer: das Token, das dieser Rechner schon hat</translation>
    </message>
    <message>
        <source>Create one on {link} with read access. It is used for this download only, and not stored.</source>
        <translation>Wird auf {link} mit Lesezugriff erstellt. Es dient nur diesem Download und wird nicht aufbewahrt.</translation>
    </message>
    <message>
        <source>I have them already…</source>
        <translation>Ich habe sie schon…</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Accept the licence, and give a token first.</source>
        <translation>Nehmen Sie erst die Lizenz an und geben Sie ein Token ein.</translation>
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
    <name>_Question</name>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message numerus="yes">
        <source>%Ln outline(s) are not finished, and would be lost.</source>
        <translation>
            <numerusform>%Ln Umriss ist nicht fertig und ginge verloren.</numerusform>
            <numerusform>%Ln Umrisse sind nicht fertig und gingen verloren.</numerusform>
        </translation>
    </message>
    <message>
        <source>Quit anyway</source>
        <translation>Trotzdem beenden</translation>
    </message>
    <message>
        <source>Go on drawing</source>
        <translation>Weiterzeichnen</translation>
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
