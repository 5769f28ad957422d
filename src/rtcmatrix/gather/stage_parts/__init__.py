"""What several stages share: the contract of a stage, private displays and servers, video files. Imports no stage."""
