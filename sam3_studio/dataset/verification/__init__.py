"""Reading written labels back, with code that has nothing in common with the writers.

pycocotools decodes outlines and run lengths here, as it does in nearly every evaluation, and Pillow pictures.
"""
