package dev.tapedeck.storage.redaction;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Replaces the secrets in a text: known values, known shapes and labelled values. Immutable and thread-safe. */
final class TextScanner {
    private static final Literals LITERALS = literals();

    private final Marks marks;
    private final KnownSecrets known;

    TextScanner(Marks marks, KnownSecrets known) {
        this.marks = marks;
        this.known = known;
    }

    private static Literals literals() {
        Literals literals = new Literals();
        Shapes.addTo(literals);
        Label.addTo(literals);
        return literals;
    }

    /**
     * The text with marks in place of its secrets; the very text if there are none.
     *
     * @param location what the findings say
     */
    String scan(String text, String location, Budget budget) {
        return scan(text, () -> location, budget);
    }

    /** Like the other, for a location that costs something to be told. */
    String scan(String text, Supplier<String> location, Budget budget) {
        KnownForms forms = known.forms();
        StringBuilder changed = new StringBuilder();
        int copied = 0;
        for (int at = 0; at < text.length() - 1; at++) {
            if (text.charAt(at) == Marks.BEGIN) {
                at = Math.max(at, Marks.endOfMark(text, at) - 1);
                continue;
            }
            int head = Literals.head(text, at);
            if (!forms.mayBegin(head) && !LITERALS.mayBegin(head)) {
                continue;
            }
            Optional<Hit> found = hit(text, at, forms, budget);
            if (found.isPresent()) {
                Hit hit = found.get();
                budget.found(hit.rule(), location.get());
                changed.append(text, copied, hit.from()).append(marks.of(hit.rule(), hit.secret()));
                copied = hit.to();
                at = hit.to() - 1;
            }
        }
        return copied == 0 ? text : changed.append(text, copied, text.length()).toString();
    }

    private static Optional<Hit> hit(String text, int at, KnownForms forms, Budget budget) {
        Optional<Hit> knownValue = forms.at(text, at);
        if (knownValue.isPresent()) {
            return knownValue;
        }
        List<Detector> detectors = LITERALS.at(text, at);
        for (Detector detector : detectors) {
            Optional<Hit> hit = detector.at(text, at, budget);
            if (hit.isPresent()) {
                return hit;
            }
        }
        return Optional.empty();
    }
}
