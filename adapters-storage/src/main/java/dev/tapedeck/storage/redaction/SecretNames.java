package dev.tapedeck.storage.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells names of secrets from others, whatever their case and separators: {@code api_key}, {@code API-Key},
 * {@code openAiApiKey}; but not {@code max_tokens}, {@code tokenizer} or {@code secretary}. What counts are the last
 * words of a name. Thread-safe.
 */
final class SecretNames {
    /** No name of a secret is longer; what is, isn't one. */
    private static final int MAX_NAME = 100;

    private static final Set<String> SECRET = Set.of(
            "authorization",
            "apikey",
            "password",
            "passwd",
            "passphrase",
            "secret",
            "token",
            "accesskey",
            "privatekey",
            "secretkey",
            "signingkey",
            "encryptionkey",
            "accountkey",
            "subscriptionkey",
            "connectionstring",
            "cookie",
            "credential",
            "credentials");

    /** Tokens of a language model or of a list's pages, by the word before. */
    private static final Set<String> HARMLESS_TOKENS = Set.of(
            "page",
            "next",
            "continuation",
            "sync",
            "bos",
            "eos",
            "pad",
            "unk",
            "sep",
            "cls",
            "mask",
            "stop",
            "start",
            "end",
            "special",
            "image",
            "per",
            "first",
            "last");

    /** Names of URL parameters that are secret besides. */
    private static final Set<String> SECRET_PARAMETERS =
            Set.of("key", "sig", "signature", "auth", "pwd", "pass", "sas");

    private SecretNames() {}

    static boolean isSecret(String name) {
        if (name.length() > MAX_NAME) {
            return false;
        }
        List<String> words = words(name);
        return !words.isEmpty() && (endsSecret(words, 1) || endsSecret(words, 2)) && !isHarmlessToken(words);
    }

    /** Like {@link #isSecret}, for parameters of a URL. */
    static boolean isSecretParameter(String name) {
        if (isSecret(name)) {
            return true;
        }
        List<String> words = name.length() > MAX_NAME ? List.of() : words(name);
        return !words.isEmpty() && SECRET_PARAMETERS.contains(words.getLast());
    }

    private static boolean endsSecret(List<String> words, int count) {
        return words.size() >= count
                && SECRET.contains(String.join("", words.subList(words.size() - count, words.size())));
    }

    private static boolean isHarmlessToken(List<String> words) {
        return words.size() > 1
                && words.getLast().equals("token")
                && HARMLESS_TOKENS.contains(words.get(words.size() - 2));
    }

    /** The words of a name in lower case: parted by anything but letters and digits, and by camel case. */
    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int at = 0; at <= name.length(); at++) {
            boolean parted = at == name.length() || !Character.isLetterOrDigit(name.charAt(at));
            if (parted || startsWord(name, at)) {
                if (at > start) {
                    words.add(name.substring(start, at).toLowerCase(Locale.ROOT));
                }
                start = parted ? at + 1 : at;
            }
        }
        return words;
    }

    /** An upper-case letter after a lower-case one, or before one: {@code accessToken}, {@code APIKey}. */
    private static boolean startsWord(String name, int at) {
        if (at == 0 || !Character.isUpperCase(name.charAt(at))) {
            return false;
        }
        boolean afterLower = Character.isLowerCase(name.charAt(at - 1)) || Character.isDigit(name.charAt(at - 1));
        boolean beforeLower = at + 1 < name.length() && Character.isLowerCase(name.charAt(at + 1));
        return afterLower || (beforeLower && Character.isUpperCase(name.charAt(at - 1)));
    }
}
