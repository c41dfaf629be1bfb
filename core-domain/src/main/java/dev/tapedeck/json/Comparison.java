package dev.tapedeck.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.tapedeck.json.JsonDifference.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks two canonical documents side by side: their members are sorted, so that one pass finds which are missing. */
final class Comparison {
    private final ComparedSide recorded;
    private final ComparedSide asked;
    private final int kept;
    private final List<String> path = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private int total;

    private Comparison(ComparedSide recorded, ComparedSide asked, int kept) {
        this.recorded = recorded;
        this.asked = asked;
        this.kept = kept;
    }

    static JsonDifference of(byte[] recorded, byte[] asked, PointerMatch root, int kept) {
        try (ComparedSide left = new ComparedSide(recorded);
                ComparedSide right = new ComparedSide(asked)) {
            Comparison comparison = new Comparison(left, right, kept);
            comparison.value(root);
            return new JsonDifference(comparison.total, comparison.places);
        }
    }

    /** Compares the values that begin here; afterwards each side stands behind its own. */
    private void value(PointerMatch place) {
        if (place.hit()) {
            recorded.skip();
            asked.skip();
        } else if (bothAt(JsonToken.START_OBJECT)) {
            objects(place);
        } else if (bothAt(JsonToken.START_ARRAY)) {
            arrays(place);
        } else {
            scalars();
        }
    }

    private boolean bothAt(JsonToken token) {
        return recorded.at(token) && asked.at(token);
    }

    private void scalars() {
        ComparedSide.Value left = recorded.take();
        ComparedSide.Value right = asked.take();
        if (!left.equals(right)) {
            found(Optional.of(left), Optional.of(right));
        }
    }

    private void objects(PointerMatch place) {
        recorded.advance();
        asked.advance();
        while (recorded.at(JsonToken.FIELD_NAME) || asked.at(JsonToken.FIELD_NAME)) {
            member(place);
        }
        recorded.advance();
        asked.advance();
    }

    private void member(PointerMatch object) {
        int order = recorded.compareName(asked);
        String name = order <= 0 ? recorded.name() : asked.name();
        if (order <= 0) {
            recorded.advance();
        }
        if (order >= 0) {
            asked.advance();
        }
        child(name, object.member(name), order);
    }

    private void arrays(PointerMatch place) {
        recorded.advance();
        asked.advance();
        for (int index = 0; !bothAt(JsonToken.END_ARRAY); index++) {
            int order = Boolean.compare(recorded.at(JsonToken.END_ARRAY), asked.at(JsonToken.END_ARRAY));
            child(Integer.toString(index), place.element(index), order);
        }
        recorded.advance();
        asked.advance();
    }

    /** @param order below 0 if only the recording has it, above 0 if only the request has it */
    private void child(String token, PointerMatch place, int order) {
        path.add(token);
        if (order == 0) {
            value(place);
        } else {
            oneSided(order < 0 ? recorded : asked, place, order);
        }
        path.removeLast();
    }

    private void oneSided(ComparedSide side, PointerMatch place, int order) {
        if (place.hit()) {
            side.skip();
        } else if (order < 0) {
            found(Optional.of(side.take()), Optional.empty());
        } else {
            found(Optional.empty(), Optional.of(side.take()));
        }
    }

    private void found(Optional<ComparedSide.Value> left, Optional<ComparedSide.Value> right) {
        total++;
        if (places.size() < kept) {
            places.add(new Place(
                    new JsonPointer(path),
                    left.map(ComparedSide.Value::preview),
                    right.map(ComparedSide.Value::preview)));
        }
    }
}
