"""What an exhibit shows on its pages: pictures, papers, recordings, and the files it carries."""
