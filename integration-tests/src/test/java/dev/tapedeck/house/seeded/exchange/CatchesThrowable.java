package dev.tapedeck.house.seeded.exchange;

/** Catches even what nobody can handle. */
public final class CatchesThrowable {
    public boolean succeeds(Runnable work) {
        try {
            work.run();
            return true;
        } catch (Throwable anything) {
            return false;
        }
    }
}
