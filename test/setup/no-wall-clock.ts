// The run-time trap behind the promise "no wall clock": product code that asks the machine for the time, chance or a
// timer while a simulation runs throws. Tests of the command line, which may use them, opt out with `allowWallClock()`.
