"""Pictures and label files on disk: reading images, writing and checking COCO and YOLO."""
