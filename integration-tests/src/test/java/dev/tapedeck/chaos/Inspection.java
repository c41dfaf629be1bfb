package dev.tapedeck.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.RawAnswer;
import dev.tapedeck.support.RawClient;
import dev.tapedeck.support.SessionUnderTest;
import dev.tapedeck.support.TapedeckProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks for what is lost or torn after a crash. */
record Inspection(TapedeckProcess process, Caller caller) {
    private static final int PAGE = 500;
    /** As many as may have been under way at once: where a tear would be. */
    private static final int TAIL = 8;

    /** What of the acknowledged isn't replayed with its exact bytes. */
    List<String> lost(String cassette, List<Question> acknowledged) {
        if (caller.get("/api/v1/cassettes/" + cassette).status() != 200) {
            return acknowledged.stream()
                    .map(question -> "%s on %s: the cassette is gone".formatted(question.name(), cassette))
                    .toList();
        }
        SessionUnderTest session = caller.open(cassette, "replay");
        List<String> lost = new ArrayList<>();
        try (RawClient client = RawClient.connected(process)) {
            for (Question question : acknowledged) {
                RawAnswer replayed = client.post(session.door("real") + "/ask", question.request())
                        .readAnswer();
                if (!replayed.equals(new RawAnswer(200, question.answer(), true))) {
                    lost.add("%s on %s: %s".formatted(question.name(), cassette, replayed));
                }
            }
        }
        session.close();
        return lost;
    }

    /** What can't be read, stands there twice, or isn't what was answered. */
    List<String> torn(String cassette) {
        List<String> torn = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        String after = "";
        for (boolean more = true; more; ) {
            Answered page = caller.get("/api/v1/cassettes/%s/interactions?limit=%d%s".formatted(cassette, PAGE, after));
            if (page.status() != 200) {
                return List.of("%s can't be read: %s".formatted(cassette, page));
            }
            page.json()
                    .path("data")
                    .forEach(row -> numbers.add(row.path("number").asInt()));
            more = page.json().path("hasMore").asBoolean();
            after = "&after=" + page.json().path("next").asText();
        }
        for (int at = 1; at < numbers.size(); at++) {
            if (numbers.get(at) <= numbers.get(at - 1)) {
                torn.add("%s: number %d follows %d".formatted(cassette, numbers.get(at), numbers.get(at - 1)));
            }
        }
        numbers.subList(Math.max(0, numbers.size() - TAIL), numbers.size()).stream()
                .flatMap(number -> tornInteraction(cassette, number))
                .forEach(torn::add);
        return torn;
    }

    private Stream<String> tornInteraction(String cassette, int number) {
        String address = "/api/v1/cassettes/%s/interactions/%d".formatted(cassette, number);
        Answered answered = caller.get(address);
        JsonNode interaction = answered.json();
        String outcome = interaction.path("outcome").path("kind").asText();
        if (answered.status() != 200 || outcome.equals("error")) {
            return Stream.of("%s/%d: %s".formatted(cassette, number, answered));
        }
        if (outcome.equals("incomplete")) {
            return Stream.empty();
        }
        String expected = Question.asked(
                        interaction.path("request").path("body").path("json").toString())
                .answer();
        return caller.get(address + "/raw/response").text().equals(expected)
                ? Stream.empty()
                : Stream.of("%s/%d holds something else than was answered".formatted(cassette, number));
    }

    /** Documents that were found corrupt and set aside. */
    List<String> setAside() {
        try (Stream<Path> files = Files.walk(process.data())) {
            return files.map(Path::toString)
                    .filter(name -> name.contains(".corrupt-"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
