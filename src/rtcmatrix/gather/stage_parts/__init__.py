"""What several stages share: their contract, private displays and servers, test video. Imports no stage."""
