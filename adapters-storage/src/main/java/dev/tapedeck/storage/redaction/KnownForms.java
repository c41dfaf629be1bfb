package dev.tapedeck.storage.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Known values in the forms in which they turn up: raw, in base64 at each of its three alignments, URL-encoded,
 * JSON-escaped. Looked up by their first eight characters. Immutable.
 */
final class KnownForms {
    private static final String RULE = "known-secret";
    private static final int HEAD = KnownSecrets.MIN_LENGTH;

    private final Set<String> values;
    private final boolean[] heads = Literals.noHeads();
    private final Map<String, List<Form>> byHead = new HashMap<>();

    private record Form(String text, String secret) {}

    KnownForms(Collection<String> values) {
        this.values = new HashSet<>(values);
        values.forEach(this::addForms);
    }

    private void addForms(String secret) {
        Set<String> forms = new HashSet<>();
        forms.add(secret);
        forms.add(URLEncoder.encode(secret, UTF_8));
        forms.add(URLEncoder.encode(secret, UTF_8).replace("+", "%20"));
        forms.add(new String(JsonStringEncoder.getInstance().quoteAsString(secret)));
        for (int alignment = 0; alignment < 3; alignment++) {
            forms.add(base64(Base64.getEncoder(), secret, alignment));
            forms.add(base64(Base64.getUrlEncoder(), secret, alignment));
        }
        forms.stream().filter(form -> form.length() >= HEAD).forEach(form -> add(new Form(form, secret)));
    }

    /** The digits that depend on the secret alone when so many other bytes come before it. */
    private static String base64(Base64.Encoder encoder, String secret, int bytesBefore) {
        byte[] bytes = secret.getBytes(UTF_8);
        byte[] shifted = new byte[bytesBefore + bytes.length];
        System.arraycopy(bytes, 0, shifted, bytesBefore, bytes.length);
        int wholeDigits = shifted.length * 8 / 6;
        int mixedDigits = (bytesBefore * 8 + 5) / 6;
        return encoder.withoutPadding().encodeToString(shifted).substring(mixedDigits, wholeDigits);
    }

    private void add(Form form) {
        heads[Literals.head(form.text, 0)] = true;
        byHead.computeIfAbsent(form.text.substring(0, HEAD), head -> new ArrayList<>(1))
                .add(form);
    }

    boolean knows(String value) {
        return values.contains(value);
    }

    boolean mayBegin(int head) {
        return heads[head];
    }

    /** The longest form that stands there. */
    Optional<Hit> at(String text, int at) {
        if (at + HEAD > text.length()) {
            return Optional.empty();
        }
        Optional<Hit> longest = Optional.empty();
        for (Form form : byHead.getOrDefault(text.substring(at, at + HEAD), List.of())) {
            int to = at + form.text.length();
            if (text.startsWith(form.text, at) && longest.map(Hit::to).orElse(at) < to) {
                longest = Optional.of(new Hit(RULE, at, to, form.secret));
            }
        }
        return longest;
    }
}
