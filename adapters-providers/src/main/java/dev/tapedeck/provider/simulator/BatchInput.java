package dev.tapedeck.provider.simulator;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.provider.batch.RawJson;
import dev.tapedeck.provider.batch.RawMembers;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests of a batch, where they stand in what was sent.
 *
 * @param content all of it
 * @param places where each of them is
 */
record BatchInput(Bytes content, List<Place> places) {
    BatchInput {
        places = List.copyOf(places);
    }

    /** @param to exclusive */
    record Place(int from, int to) {}

    /** One request to a line; blank lines don't count. */
    static BatchInput ofLines(Bytes content) {
        byte[] bytes = content.array();
        List<Place> places = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= bytes.length; at++) {
            if (at == bytes.length || bytes[at] == '\n') {
                if (!isBlank(bytes, from, at)) {
                    places.add(new Place(from, at));
                }
                from = at + 1;
            }
        }
        return new BatchInput(content, places);
    }

    private static boolean isBlank(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] != ' ' && bytes[at] != '\t' && bytes[at] != '\r') {
                return false;
            }
        }
        return true;
    }

    /** The elements of the member {@code requests}. */
    static BatchInput ofRequests(Bytes body) {
        List<Place> places = RawJson.of(body)
                .flatMap(json -> json.members().find("requests"))
                .map(RawJson::elements)
                .orElseThrow(() -> Refusal.invalid("requests: Field required"))
                .stream()
                .map(element -> new Place(element.from(), element.to()))
                .toList();
        return new BatchInput(body, places);
    }

    int size() {
        return places.size();
    }

    /** What that request has; nothing if it is no JSON object. */
    RawMembers members(int index) {
        Place place = places.get(index);
        return RawJson.of(content.slice(place.from(), place.to()))
                .map(RawJson::members)
                .orElse(RawMembers.NONE);
    }

    /** A member of that request as it stands there; empty if it has none of that name. */
    Bytes value(int index, String member) {
        return members(index).find(member).map(RawJson::bytes).orElse(Bytes.EMPTY);
    }
}
