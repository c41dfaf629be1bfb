package dev.tapedeck.storage.prompt;

/** A prompt as it grows, up to its limit. */
final class PromptText {
    private static final int LONGEST = 16 << 20;

    private final StringBuilder text = new StringBuilder();

    void add(String part) {
        if (text.length() + part.length() > LONGEST) {
            throw new PromptFault("the prompt grows over 16 Mi characters: leave something out, or group the inputs");
        }
        text.append(part);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
