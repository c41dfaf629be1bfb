package dev.tapedeck.web.dashboard;

import jakarta.inject.Singleton;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/**
 * The dashboard's own files: styles, scripts and pictures. Each is addressed with a check sum of its content, so that
 * browsers may keep it for good and still see the next version at once.
 */
@Singleton
public final class Assets {
    private static final String FOLDER = "/assets/";
    private final Map<String, String> addresses = new ConcurrentHashMap<>();

    /** The address of a file below {@code META-INF/resources/assets}. */
    public String address(String file) {
        return addresses.computeIfAbsent(
                file, name -> FOLDER + name + "?v=" + checksum("META-INF/resources" + FOLDER + name));
    }

    private static String checksum(String resource) {
        try (InputStream content =
                Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            if (content == null) {
                throw new FileNotFoundException(resource);
            }
            CRC32 sum = new CRC32();
            sum.update(content.readAllBytes());
            return Long.toHexString(sum.getValue());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
