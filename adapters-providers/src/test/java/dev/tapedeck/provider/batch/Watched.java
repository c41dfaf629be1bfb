package dev.tapedeck.provider.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.ScriptedProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A scripted provider that reads what is sent to it, files too, and sees that nobody else can read those. */
public final class Watched implements Provider {
    public final ScriptedProvider script = new ScriptedProvider();
    private final List<String> bodies = new ArrayList<>();

    @Override
    public Answer exchange(Call call) {
        bodies.add(call.upload()
                .map(Watched::read)
                .orElseGet(() -> call.request().body().text()));
        return script.exchange(call);
    }

    private static String read(Path file) {
        try {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The body of a call, from 0. */
    public String body(int call) {
        return bodies.get(call);
    }

    /** Method, path and query of the calls so far. */
    public List<String> asked() {
        return script.received().stream()
                .map(call -> call.request().method() + " " + call.request().target())
                .toList();
    }
}
