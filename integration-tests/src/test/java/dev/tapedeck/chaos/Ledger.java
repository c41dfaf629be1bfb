package dev.tapedeck.chaos;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Every answer that a client has seen to its last byte, by the cassette that it was recorded on. Thread-safe. */
final class Ledger {
    private final Map<String, Queue<Question>> acknowledged = new ConcurrentHashMap<>();

    void acknowledge(String cassette, Question question) {
        acknowledged
                .computeIfAbsent(cassette, name -> new ConcurrentLinkedQueue<>())
                .add(question);
    }

    Set<String> cassettes() {
        return Set.copyOf(acknowledged.keySet());
    }

    List<Question> on(String cassette) {
        Queue<Question> questions = acknowledged.get(cassette);
        return questions == null ? List.of() : List.copyOf(questions);
    }

    int size() {
        return acknowledged.values().stream().mapToInt(Queue::size).sum();
    }
}
