"""Speed of the physiology library beside libRoadRunner running the same equations."""
