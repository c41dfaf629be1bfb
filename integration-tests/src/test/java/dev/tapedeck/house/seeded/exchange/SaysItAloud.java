package dev.tapedeck.house.seeded.exchange;

/** Prints. */
public final class SaysItAloud {
    public void say(String what) {
        System.out.println(what);
    }
}
