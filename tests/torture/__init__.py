"""The long run of the quality handbook: a hundredth with every test run, all of it with ./run torture."""
