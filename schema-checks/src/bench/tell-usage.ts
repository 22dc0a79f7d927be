// Loaded before a command that is measured: at its end it says what it took.
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stderr.write(
    `${((userCPUTime + systemCPUTime) / 1e6).toFixed(1)} s of processor time, ${(maxRSS / 1024).toFixed(0)} MB at most\n`,
  );
});
