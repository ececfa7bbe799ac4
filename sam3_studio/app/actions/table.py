"""Every action there is: what it is called, where it is found, and which keys start it."""

from sam3_studio.app.actions.action import Action, Context, Menu
from sam3_studio.app.language import QT_TRANSLATE_NOOP

_ALWAYS = Context.ALWAYS
_DRAWING = Context.DRAWING

_FILE = (
    Action(
        "open_folder",
        QT_TRANSLATE_NOOP("Actions", "&Open folder…"),
        Menu.FILE,
        0,
        ("Ctrl+O", "Ctrl+U"),
        _ALWAYS,
        "folder-open",
    ),
    Action(
        "open_project",
        QT_TRANSLATE_NOOP("Actions", "Open &project…"),
        Menu.FILE,
        0,
        ("Ctrl+Shift+O",),
        _ALWAYS,
        "project",
    ),
    Action("look_for_pictures", QT_TRANSLATE_NOOP("Actions", "Look for ne&w pictures"), Menu.FILE, 1, ("F5",)),
    Action("save", QT_TRANSLATE_NOOP("Actions", "&Save now"), Menu.FILE, 1, ("Ctrl+S",), icon="save"),
    Action("import_labels", QT_TRANSLATE_NOOP("Actions", "Import &labels…"), Menu.FILE, 1),
    Action("undo_import", QT_TRANSLATE_NOOP("Actions", "&Undo the last import…"), Menu.FILE, 1),
    Action("restore", QT_TRANSLATE_NOOP("Actions", "Restore a &backup…"), Menu.FILE, 1),
    Action("export", QT_TRANSLATE_NOOP("Actions", "&Export…"), Menu.FILE, 1, ("Ctrl+Shift+E",), icon="export"),
    Action("insights", QT_TRANSLATE_NOOP("Actions", "&Numbers and mistakes…"), Menu.FILE, 1, ("Ctrl+Shift+S",)),
    Action("close_project", QT_TRANSLATE_NOOP("Actions", "&Close project"), Menu.FILE, 2, ("Ctrl+W",), _ALWAYS),
    Action("model", QT_TRANSLATE_NOOP("Actions", "&Model…"), Menu.FILE, 3, ("Ctrl+M",), _ALWAYS, "model"),
    Action("gpu", QT_TRANSLATE_NOOP("Actions", "Enable &GPU…"), Menu.FILE, 3, context=_ALWAYS),
    Action("settings", QT_TRANSLATE_NOOP("Actions", "Se&ttings…"), Menu.FILE, 3, ("Ctrl+,",), _ALWAYS, "settings"),
    Action("quit", QT_TRANSLATE_NOOP("Actions", "&Quit"), Menu.FILE, 4, ("Ctrl+Q",), _ALWAYS),
)
_EDIT = (
    Action("undo", QT_TRANSLATE_NOOP("Actions", "&Undo"), Menu.EDIT, 0, ("Ctrl+Z",), icon="undo"),
    Action("redo", QT_TRANSLATE_NOOP("Actions", "&Redo"), Menu.EDIT, 0, ("Ctrl+Shift+Z", "Ctrl+Y"), icon="redo"),
    Action("copy", QT_TRANSLATE_NOOP("Actions", "&Copy"), Menu.EDIT, 1, ("Ctrl+C",), icon="copy"),
    Action("paste", QT_TRANSLATE_NOOP("Actions", "&Paste"), Menu.EDIT, 1, ("Ctrl+V",), icon="paste"),
    Action("duplicate", QT_TRANSLATE_NOOP("Actions", "Duplica&te"), Menu.EDIT, 1, ("Ctrl+D",)),
    Action("delete", QT_TRANSLATE_NOOP("Actions", "&Delete"), Menu.EDIT, 1, ("Del",), icon="delete"),
    Action(
        "copy_previous",
        QT_TRANSLATE_NOOP("Actions", "Copy objects of the pre&vious picture"),
        Menu.EDIT,
        1,
        ("Ctrl+P",),
    ),
    Action("select_all", QT_TRANSLATE_NOOP("Actions", "Select &all"), Menu.EDIT, 2, ("Ctrl+A",)),
    Action("change_class", QT_TRANSLATE_NOOP("Actions", "Change c&lass…"), Menu.EDIT, 2, ("Ctrl+E",)),
    Action("object_details", QT_TRANSLATE_NOOP("Actions", "Details of the ob&ject…"), Menu.EDIT, 2, ("Ctrl+I",)),
    Action(
        "picture_details", QT_TRANSLATE_NOOP("Actions", "Details of the p&icture…"), Menu.EDIT, 2, ("Ctrl+Shift+I",)
    ),
    Action("hide", QT_TRANSLATE_NOOP("Actions", "&Hide or show object"), Menu.EDIT, 2, ("H",), icon="hide"),
    Action("show_all", QT_TRANSLATE_NOOP("Actions", "Sho&w all objects"), Menu.EDIT, 2, ("Shift+H",)),
    Action("lock", QT_TRANSLATE_NOOP("Actions", "Loc&k or unlock object"), Menu.EDIT, 2, ("L",), icon="lock"),
)
_GO = (
    Action("next", QT_TRANSLATE_NOOP("Actions", "&Next picture"), Menu.GO, 0, ("D", "Right"), icon="next"),
    Action("previous", QT_TRANSLATE_NOOP("Actions", "&Previous picture"), Menu.GO, 0, ("A", "Left"), icon="previous"),
    Action("next_open", QT_TRANSLATE_NOOP("Actions", "Next picture &to do"), Menu.GO, 0, ("Ctrl+Shift+D",)),
    Action("previous_open", QT_TRANSLATE_NOOP("Actions", "Previous picture to d&o"), Menu.GO, 0, ("Ctrl+Shift+A",)),
    Action("first", QT_TRANSLATE_NOOP("Actions", "&First picture"), Menu.GO, 0, ("Home",)),
    Action("last", QT_TRANSLATE_NOOP("Actions", "&Last picture"), Menu.GO, 0, ("End",)),
    Action("done", QT_TRANSLATE_NOOP("Actions", "&Done, and next to do"), Menu.GO, 1, ("Ctrl+Return",), icon="done"),
    Action(
        "accept_picture",
        QT_TRANSLATE_NOOP("Actions", "Acc&ept as it is, and next to do"),
        Menu.GO,
        1,
        ("Y", "Shift+Return"),
    ),
    Action(
        "second_look",
        QT_TRANSLATE_NOOP("Actions", "Needs another loo&k, and next to do"),
        Menu.GO,
        1,
        ("W",),
        icon="second-look",
    ),
    Action("reopen", QT_TRANSLATE_NOOP("Actions", "Not done &after all"), Menu.GO, 1),
    Action(
        "by_need",
        QT_TRANSLATE_NOOP("Actions", "Order &by need"),
        Menu.GO,
        2,
        ("Ctrl+R",),
        icon="by-need",
        checkable=True,
    ),
    Action(
        "search_files", QT_TRANSLATE_NOOP("Actions", "&Search in file names"), Menu.GO, 2, ("Ctrl+G",), icon="search"
    ),
)
_FIND = (
    Action("edit_prompt", QT_TRANSLATE_NOOP("Actions", "&Type a concept"), Menu.FIND, 0, ("Ctrl+L", "/")),
    Action("run", QT_TRANSLATE_NOOP("Actions", "&Search now"), Menu.FIND, 0, ("I",), icon="run"),
    *(
        Action(id_, text, Menu.FIND, 0, (key,), icon=id_.replace("_", "-"))
        for id_, text, key in (
            ("look_at_view", QT_TRANSLATE_NOOP("Actions", "Look at what is &visible"), "Shift+I"),
            ("look_in_tiles", QT_TRANSLATE_NOOP("Actions", "Loo&k in tiles"), "Shift+T"),
        )
    ),
    Action("cancel", QT_TRANSLATE_NOOP("Actions", "&Cancel"), Menu.FIND, 0, ("Esc",), _ALWAYS, "cancel"),
    Action("clear_prompt", QT_TRANSLATE_NOOP("Actions", "C&lear prompt"), Menu.FIND, 0, ("B",), icon="clear"),
    Action(
        "accept_all", QT_TRANSLATE_NOOP("Actions", "&Accept all shown"), Menu.FIND, 1, ("F", "Return"), icon="accept"
    ),
    Action("accept", QT_TRANSLATE_NOOP("Actions", "Accept the chosen &one"), Menu.FIND, 1, ("G",)),
    Action("reject", QT_TRANSLATE_NOOP("Actions", "&Reject"), Menu.FIND, 1, ("X",), icon="reject"),
    Action(
        "reject_as_negative", QT_TRANSLATE_NOOP("Actions", "Reject, and &nothing like it"), Menu.FIND, 1, ("Shift+X",)
    ),
    Action("offer_again", QT_TRANSLATE_NOOP("Actions", "Offer a&gain what was rejected"), Menu.FIND, 1),
    *(
        Action(
            f"accept_{digit}",
            QT_TRANSLATE_NOOP("Actions", "Accept candidate {digit}"),
            Menu.FIND,
            1,
            (f"Alt+{digit}",),
            hidden=True,
        )
        for digit in range(1, 10)
    ),
    Action("next_candidate", QT_TRANSLATE_NOOP("Actions", "Ne&xt candidate"), Menu.FIND, 1, ("N",)),
    Action("previous_candidate", QT_TRANSLATE_NOOP("Actions", "&Previous candidate"), Menu.FIND, 1, ("Shift+N",)),
    Action("threshold_up", QT_TRANSLATE_NOOP("Actions", "&Higher threshold"), Menu.FIND, 2, (".",)),
    Action("threshold_down", QT_TRANSLATE_NOOP("Actions", "Lo&wer threshold"), Menu.FIND, 2, (",",)),
    Action(
        "run_all", QT_TRANSLATE_NOOP("Actions", "S&earch in all pictures…"), Menu.FIND, 3, ("Ctrl+B",), icon="run-all"
    ),
    Action(
        "review",
        QT_TRANSLATE_NOOP("Actions", "Review all candidates o&f a class…"),
        Menu.FIND,
        3,
        ("Shift+G",),
        icon="review",
    ),
    Action("encode_folder", QT_TRANSLATE_NOOP("Actions", "Prepare all pictures on &disk"), Menu.FIND, 3),
    Action("auto_run", QT_TRANSLATE_NOOP("Actions", "Search by &itself"), Menu.FIND, 3, checkable=True),
    Action(
        "ai", QT_TRANSLATE_NOOP("Actions", "&Use the model"), Menu.FIND, 3, (), _ALWAYS, icon="model", checkable=True
    ),
)
_DRAW = (
    Action(
        "select", QT_TRANSLATE_NOOP("Actions", "&Select"), Menu.DRAW, 0, ("V", "Ctrl+J"), icon="select", checkable=True
    ),
    Action(
        "positive_box",
        QT_TRANSLATE_NOOP("Actions", "Box: &more like this"),
        Menu.DRAW,
        1,
        ("Q",),
        icon="box-positive",
        checkable=True,
    ),
    Action(
        "negative_box",
        QT_TRANSLATE_NOOP("Actions", "Box: &nothing like this"),
        Menu.DRAW,
        1,
        ("E",),
        icon="box-negative",
        checkable=True,
    ),
    *(
        Action(id_, text, Menu.DRAW, 2, keys, icon=id_, checkable=True)
        for id_, text, keys in (
            ("brush", QT_TRANSLATE_NOOP("Actions", "&Brush"), ("Shift+B",)),
            ("eraser", QT_TRANSLATE_NOOP("Actions", "&Eraser"), ("Shift+E",)),
            ("polygon", QT_TRANSLATE_NOOP("Actions", "&Polygon"), ("P",)),
            ("rectangle", QT_TRANSLATE_NOOP("Actions", "&Rectangle"), ("R",)),
            ("corners", QT_TRANSLATE_NOOP("Actions", "&Corners"), ("Shift+V",)),
            ("cut", QT_TRANSLATE_NOOP("Actions", "C&ut"), ("Shift+K",)),
            ("fill", QT_TRANSLATE_NOOP("Actions", "&Fill a hole"), ("Shift+F",)),
        )
    ),
    *(
        Action(id_, text, Menu.DRAW, 3, keys, icon=id_.replace("_", "-"), checkable=True)
        for id_, text, keys in (
            ("look_again", QT_TRANSLATE_NOOP("Actions", "Model: look &again here"), ("O",)),
            ("take_away", QT_TRANSLATE_NOOP("Actions", "Model: take this a&way"), ("Shift+O",)),
        )
    ),
    Action("brush_smaller", QT_TRANSLATE_NOOP("Actions", "Smaller brus&h"), Menu.DRAW, 4, ("[",)),
    Action("brush_larger", QT_TRANSLATE_NOOP("Actions", "&Larger brush"), Menu.DRAW, 4, ("]",)),
    Action("brush_tip", QT_TRANSLATE_NOOP("Actions", "Round or s&quare brush"), Menu.DRAW, 4, ("Shift+Q",)),
    *(
        Action(id_, text, Menu.DRAW, 5, keys, _DRAWING, hidden=True)
        for id_, text, keys in (
            (
                "finish_shape",
                QT_TRANSLATE_NOOP("Actions", "&Finish the shape, or take what the model proposes"),
                ("Return", "F"),
            ),
            (
                "remove_corner",
                QT_TRANSLATE_NOOP("Actions", "Take back the last &corner"),
                ("Backspace", "Del", "Ctrl+Z"),
            ),
            ("drop_shape", QT_TRANSLATE_NOOP("Actions", "&Drop the shape, or what the model proposes"), ("Esc",)),
        )
    ),
)
_MASKS = (
    Action("fill_holes", QT_TRANSLATE_NOOP("Actions", "&Fill holes…"), Menu.MASKS, 0, ("Ctrl+H",)),
    Action("remove_islands", QT_TRANSLATE_NOOP("Actions", "Remove &islands…"), Menu.MASKS, 0),
    Action("smooth", QT_TRANSLATE_NOOP("Actions", "&Smooth…"), Menu.MASKS, 0),
    Action("grow", QT_TRANSLATE_NOOP("Actions", "&Grow…"), Menu.MASKS, 0),
    Action("shrink", QT_TRANSLATE_NOOP("Actions", "S&hrink…"), Menu.MASKS, 0),
    Action("split", QT_TRANSLATE_NOOP("Actions", "S&plit into parts"), Menu.MASKS, 1, ("Ctrl+Shift+M",)),
    Action("merge", QT_TRANSLATE_NOOP("Actions", "&Merge"), Menu.MASKS, 1, ("Shift+M",)),
    Action("subtract", QT_TRANSLATE_NOOP("Actions", "Cut out of all &others"), Menu.MASKS, 1),
    Action(
        "subtract_last",
        QT_TRANSLATE_NOOP("Actions", "S&ubtract the last one selected from the others"),
        Menu.MASKS,
        1,
        ("Shift+S",),
    ),
    Action("no_overlaps", QT_TRANSLATE_NOOP("Actions", "&No overlaps: what lies on top wins"), Menu.MASKS, 1),
    Action("to_front", QT_TRANSLATE_NOOP("Actions", "To the f&ront"), Menu.MASKS, 2, ("Ctrl+]",)),
    Action("to_back", QT_TRANSLATE_NOOP("Actions", "To the &back"), Menu.MASKS, 2, ("Ctrl+[",)),
)
_CLASSES = (
    Action("new_class", QT_TRANSLATE_NOOP("Actions", "&New class…"), Menu.CLASSES, 0, ("Ctrl+N",), icon="add"),
    Action("import_classes", QT_TRANSLATE_NOOP("Actions", "&Import classes…"), Menu.CLASSES, 0),
    *(
        Action(
            f"class_{digit}",
            QT_TRANSLATE_NOOP("Actions", "Selected objects, and what is drawn next: class {digit}"),
            Menu.CLASSES,
            1,
            (str(digit),),
            hidden=True,
        )
        for digit in range(1, 10)
    ),
)
_VIEW = (
    Action("fit", QT_TRANSLATE_NOOP("Actions", "&Whole picture"), Menu.VIEW, 0, ("Ctrl+F",), icon="fit"),
    Action("actual_size", QT_TRANSLATE_NOOP("Actions", "&100 %"), Menu.VIEW, 0, ("Ctrl+0",)),
    Action("zoom_in", QT_TRANSLATE_NOOP("Actions", "Zoom &in"), Menu.VIEW, 0, ("Ctrl++", "Ctrl+="), icon="zoom-in"),
    Action("zoom_out", QT_TRANSLATE_NOOP("Actions", "&Zoom out"), Menu.VIEW, 0, ("Ctrl+-",), icon="zoom-out"),
    Action("look_closely", QT_TRANSLATE_NOOP("Actions", "Look at it clos&ely"), Menu.VIEW, 0, ("Z",)),
    Action("hide_all", QT_TRANSLATE_NOOP("Actions", "Hide &all objects"), Menu.VIEW, 1, ("T",), checkable=True),
    Action("candidates", QT_TRANSLATE_NOOP("Actions", "&Candidates"), Menu.VIEW, 1, ("C",), checkable=True),
    Action("ghosts", QT_TRANSLATE_NOOP("Actions", "&Ghosts below the threshold"), Menu.VIEW, 1, checkable=True),
    Action(
        "semantic_map", QT_TRANSLATE_NOOP("Actions", "&Map, and what is missed"), Menu.VIEW, 1, ("M",), checkable=True
    ),
    Action("labels", QT_TRANSLATE_NOOP("Actions", "&Labels"), Menu.VIEW, 1, checkable=True),
    Action("crosshair", QT_TRANSLATE_NOOP("Actions", "C&rosshair"), Menu.VIEW, 2, checkable=True),
    Action("minimap", QT_TRANSLATE_NOOP("Actions", "&Overview"), Menu.VIEW, 2, checkable=True),
    Action("brightness", QT_TRANSLATE_NOOP("Actions", "&Brightness and contrast…"), Menu.VIEW, 2),
    Action("reset_layout", QT_TRANSLATE_NOOP("Actions", "Reset &panels"), Menu.VIEW, 3, context=_ALWAYS),
    Action(
        "full_screen", QT_TRANSLATE_NOOP("Actions", "&Full screen"), Menu.VIEW, 4, ("F11",), _ALWAYS, checkable=True
    ),
)
_HELP = (
    Action("keys", QT_TRANSLATE_NOOP("Actions", "&Keys"), Menu.HELP, 0, ("F1",), _ALWAYS, "help"),
    Action("change_keys", QT_TRANSLATE_NOOP("Actions", "&Change keys…"), Menu.HELP, 0, (), _ALWAYS),
    Action("messages", QT_TRANSLATE_NOOP("Actions", "&Messages so far"), Menu.HELP, 1, (), _ALWAYS),
    Action("about", QT_TRANSLATE_NOOP("Actions", "&About sam3_studio"), Menu.HELP, 2, (), _ALWAYS),
)

ACTIONS: tuple[Action, ...] = (*_FILE, *_EDIT, *_GO, *_FIND, *_DRAW, *_MASKS, *_CLASSES, *_VIEW, *_HELP)
"""All of them, in the order in which menus and lists show them."""

BY_ID = {action.id: action for action in ACTIONS}
"""The same by id."""

GO_ON = {"undo", "redo", "next", "previous", "next_open", "previous_open", "next_candidate", "previous_candidate"} | {
    "threshold_up",
    "threshold_down",
    "brush_smaller",
    "brush_larger",
    "remove_corner",
    "zoom_in",
    "zoom_out",
}
"""By id: these go on as long as their key is held. A heavy hand on any other would accept pictures nobody has seen."""

TOOLS = tuple(action.id for action in ACTIONS if action.menu is Menu.DRAW and action.checkable)
"""Actions that choose what the mouse draws: one at a time is on."""
