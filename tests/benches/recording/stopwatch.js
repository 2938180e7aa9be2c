// Runs in the page, after `key` and `stages` were defined. Times what the next press of the key starts, as a user sees
// it: for each stage the milliseconds from the keydown until the frame in which its condition held has been painted.
// `window.timed` answers with them, and with the longest frame meanwhile.
window.timed = new Promise((done) => {
  const ends = [];
  let holding = 0;
  let begun = null;
  let last = performance.now();
  let longest = 0;
  const begin = (event) => {
    if (event.key !== key) return;
    removeEventListener("keydown", begin, true);
    // When the key came, not when the page got round to it.
    begun = event.timeStamp;
  };
  const frame = () => {
    const now = performance.now();
    if (begun !== null) {
      longest = Math.max(longest, now - last);
      // What held as the frame before this one began is painted by now.
      while (ends.length < holding) ends.push(now - begun);
      while (holding < stages.length && stages[holding]()) holding += 1;
    }
    last = now;
    if (ends.length < stages.length) requestAnimationFrame(frame);
    else done({ ends, longest });
  };
  addEventListener("keydown", begin, true);
  requestAnimationFrame(frame);
});
