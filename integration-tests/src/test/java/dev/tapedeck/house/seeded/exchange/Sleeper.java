package dev.tapedeck.house.seeded.exchange;

/** Waits by sleeping. */
public final class Sleeper {
    public void rest() throws InterruptedException {
        Thread.sleep(1);
    }
}
