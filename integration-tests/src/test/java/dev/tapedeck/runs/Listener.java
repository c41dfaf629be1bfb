package dev.tapedeck.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tapedeck.support.Caller;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows one run, event by event, until the stream ends or the listener leaves. For one thread. */
final class Listener implements AutoCloseable {
    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    private Listener(HttpResponse<InputStream> response) {
        this.response = response;
        lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
    }

    /** @param last what is sent as {@code Last-Event-ID}, unless it is empty */
    static Listener on(Caller caller, String run, String last) {
        HttpRequest.Builder request = caller.to("%s/%s/stream".formatted(RunCaller.RUNS, run));
        return new Listener(caller.stream(last.isEmpty() ? request : request.header("Last-Event-ID", last)));
    }

    static Listener on(Caller caller, String run) {
        return on(caller, run, "");
    }

    int status() {
        return response.statusCode();
    }

    /** Waits for the next event; nothing at the end. */
    Optional<Told> next() {
        try {
            String id = "";
            String name = "message";
            List<String> data = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.add(line.substring(5).strip());
                } else if (line.isEmpty() && !data.isEmpty()) {
                    return Optional.of(new Told(id, name, String.join("\n", data)));
                }
            }
        } catch (IOException cut) {
            // the end, if not a polite one
        }
        return Optional.empty();
    }

    /** Everything up to the end. */
    List<Told> rest() {
        List<Told> all = new ArrayList<>();
        for (Optional<Told> next = next(); next.isPresent(); next = next()) {
            all.add(next.get());
        }
        return all;
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException gone) {
            // so it is closed
        }
    }
}
