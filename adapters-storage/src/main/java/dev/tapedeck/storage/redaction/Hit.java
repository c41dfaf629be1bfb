package dev.tapedeck.storage.redaction;

/**
 * A secret in a text.
 *
 * @param from where it begins
 * @param to where it ends, exclusive
 * @param secret what its mark is made from, so that a secret has one mark in all its forms
 */
record Hit(String rule, int from, int to, String secret) {
    static Hit in(String text, String rule, int from, int to) {
        return new Hit(rule, from, to, text.substring(from, to));
    }
}
