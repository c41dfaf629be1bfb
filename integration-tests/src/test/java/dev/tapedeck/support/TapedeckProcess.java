package dev.tapedeck.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The packaged application as a process of its own, on a free port with a temporary data folder. It is always ended:
 * by {@link #close}, and at the latest with this virtual machine.
 */
public final class TapedeckProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(40);
    private static final int SHOWN_OUTPUT = 8_000;

    private final int port;
    private final Path folder;
    private final Path data;
    private final List<String> command;
    private long logBefore;
    private Process process;

    private TapedeckProcess(int port, Path folder, Path data, List<String> command) {
        this.port = port;
        this.folder = folder;
        this.data = data;
        this.command = command;
        process = launch();
    }

    /** How a process is to be started. */
    public static final class Settings {
        private final Map<String, String> properties = new LinkedHashMap<>();
        private final List<String> options = new ArrayList<>(List.of("-Xmx512m"));
        private Optional<Path> data = Optional.empty();

        private Settings() {}

        /** A provider of that id; {@code dialect} as in the configuration. */
        public Settings provider(String id, String dialect, String baseUrl) {
            return with("tapedeck.providers." + id + ".base-url", baseUrl)
                    .with("tapedeck.providers." + id + ".dialect", dialect);
        }

        public Settings with(String property, String value) {
            properties.put(property, value);
            return this;
        }

        /** Each call is made once, whatever its provider did before: for tests of what one call comes to. */
        public Settings withoutResilience() {
            return with("tapedeck.resilience.retry-policy", "none")
                    .with("tapedeck.resilience.circuit.enabled", "false");
        }

        /** An option of the virtual machine; a later one wins. */
        public Settings option(String option) {
            options.add(option);
            return this;
        }

        /** Starts in a third of the time, for the price of one start more, and answers more slowly later. */
        public Settings startingOften() {
            StartArchive.options().forEach(this::option);
            return this;
        }

        /** Its data folder; left as it is in the end. Without it, one of its own that is deleted in the end. */
        public Settings data(Path folder) {
            data = Optional.of(folder);
            return this;
        }

        /** Starts it and waits until it is ready. */
        public TapedeckProcess start() {
            try {
                int port = freePort();
                Path folder = Files.createTempDirectory("tapedeck-it-");
                Path dataFolder = data.orElseGet(() -> folder.resolve("data"));
                return new TapedeckProcess(port, folder, dataFolder, command(port, dataFolder)).ready();
            } catch (IOException noFolder) {
                throw new UncheckedIOException(noFolder);
            }
        }

        private List<String> command(int port, Path dataFolder) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options);
            command.add("-Dquarkus.http.port=" + port);
            command.add("-Dtapedeck.data-directory=" + dataFolder);
            properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
            command.add("-jar");
            command.add(application().toString());
            return command;
        }
    }

    public static Settings settings() {
        return new Settings();
    }

    /** The packaged application; a clear failure if it was not built. */
    static Path application() {
        Path jar = Path.of(System.getProperty("tapedeck.application", "../web-ui/target/quarkus-app/quarkus-run.jar"))
                .toAbsolutePath()
                .normalize();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("There is no %s. Run ./mvnw verify, which builds it first.".formatted(jar));
        }
        return jar;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process launch() {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        // keys of whoever runs the tests are none of its business
        builder.environment().keySet().removeIf(name -> name.endsWith("_API_KEY") || name.startsWith("TAPEDECK_"));
        try {
            logBefore = Files.exists(log()) ? Files.size(log()) : 0;
            Process started = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            return started;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Path log() {
        return folder.resolve("output.log");
    }

    private TapedeckProcess ready() {
        try {
            Awaitility.await()
                    .dontCatchUncaughtExceptions()
                    .atMost(START)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !process.isAlive() || answersReady());
        } catch (ConditionTimeoutException late) {
            process.destroyForcibly();
            throw new IllegalStateException("Not ready within %s. It said:\n%s".formatted(START, output()), late);
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("It ended with %d. It said:\n%s".formatted(process.exitValue(), output()));
        }
        return this;
    }

    private boolean answersReady() throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl() + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** How much memory it has in use, as the kernel counts it (proc(5), status). */
    public long residentMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What it wrote so far; the end of it if that is long. */
    public String output() {
        try {
            String all = Files.readString(log(), UTF_8);
            return all.length() <= SHOWN_OUTPUT ? all : "…" + all.substring(all.length() - SHOWN_OUTPUT);
        } catch (IOException unreadable) {
            return "(nothing readable: " + unreadable + ")";
        }
    }

    /** What it wrote since it was started last. */
    public String outputSinceStart() {
        try (InputStream log = Files.newInputStream(log())) {
            log.skipNBytes(logBefore);
            return new String(log.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The folder in which it keeps everything that it writes. */
    public Path data() {
        return data;
    }

    /** Asks it to end and waits for it. */
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    /** Ends it without a word: SIGKILL. */
    public void kill9() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Has it stand still, whatever it is doing: SIGSTOP. */
    public void standStill() {
        signal("-STOP");
    }

    /** Has it go on: SIGCONT. */
    public void goOn() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            int end = new ProcessBuilder("kill", signal, Long.toString(pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (end != 0) {
                throw new IllegalStateException("kill %s %d ended with %d.".formatted(signal, pid(), end));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("It did not end within %s. It said:\n%s".formatted(STOP, output()));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    /** Starts it again and kills it while it starts, after so long or when it is ready, whichever comes first. */
    public void killDuringStart(Duration after) {
        process = launch();
        try {
            Awaitility.await().atMost(after).pollInterval(Duration.ofMillis(20)).until(this::answersReady);
        } catch (ConditionTimeoutException midway) {
            // that is the moment
        }
        kill9();
    }

    /** Starts it again on the same data and port. */
    public TapedeckProcess restart() {
        process = launch();
        return ready();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitEnd();
        deleteFolder();
    }

    private void deleteFolder() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
