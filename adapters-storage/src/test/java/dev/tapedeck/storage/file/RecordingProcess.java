package dev.tapedeck.storage.file;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.exchange.VirtualTime;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** A Java process of its own that records one interaction to a cassette and then waits, until it is killed. */
final class RecordingProcess implements AutoCloseable {
    private static final int RECORDED = 'r';

    private final Process process;

    private RecordingProcess(Process process) {
        this.process = process;
    }

    /** Starts one; it has recorded when this returns. */
    static RecordingProcess on(Path folder, CassetteName name) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RecordingProcess.class.getName(),
                        folder.toString(),
                        name.value())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.getInputStream().read() != RECORDED) {
            throw new AssertionError("The other process couldn't record.");
        }
        return new RecordingProcess(process);
    }

    /** Kills it, as kill -9 does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /** What runs in the process: waits on its input when it has recorded. */
    public static void main(String[] arguments) throws IOException {
        CassetteName name = new CassetteName(arguments[1]);
        FileCassetteStore store = new FileCassetteStore(Path.of(arguments[0]), 0, new VirtualTime(), event -> {});
        TakeId take = store.find(name).orElseThrow().take();
        store.begin(take, Examples.ticket("in another process"));
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write(RECORDED);
            out.flush();
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
    }
}
