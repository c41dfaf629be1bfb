package dev.tapedeck.house.seeded.exchange;

/** Catches what it can't know. */
public final class CatchesEverything {
    public boolean succeeds(Runnable work) {
        try {
            work.run();
            return true;
        } catch (Exception anything) {
            return false;
        }
    }
}
