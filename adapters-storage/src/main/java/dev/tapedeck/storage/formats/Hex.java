package dev.tapedeck.storage.formats;

import dev.tapedeck.exchange.Bytes;
import java.util.HexFormat;

/** Bodies stored as hex digits. */
final class Hex {
    private Hex() {}

    static Bytes bytes(At text) {
        try {
            return Bytes.wrap(HexFormat.of().parseHex(text.text()));
        } catch (IllegalArgumentException noHex) {
            throw Refusal.ofRecord(text.place(), "Pairs of hex digits are expected here.");
        }
    }

    static boolean isHex(String text) {
        return text.length() % 2 == 0 && text.chars().allMatch(HexFormat::isHexDigit);
    }
}
