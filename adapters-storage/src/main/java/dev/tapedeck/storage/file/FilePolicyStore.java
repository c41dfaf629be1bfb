package dev.tapedeck.storage.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.resilience.PolicyStore;
import dev.tapedeck.resilience.ServiceName;
import dev.tapedeck.storage.disk.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Changes of policies in one small file, for one process. It is replaced as a whole, in one step, and durable when a
 * method returns. Thread-safe.
 */
public final class FilePolicyStore implements PolicyStore {
    private final Path file;
    private final ReentrantLock changing = new ReentrantLock();

    /** @param file made when something is kept, with the folders above it */
    public FilePolicyStore(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public Map<ServiceName, Kept> load() {
        return Map.copyOf(read().policies());
    }

    @Override
    public OptionalLong put(ServiceName service, String json, long expected) {
        changing.lock();
        try {
            PolicyFile present = read();
            if (present.version(service) != expected) {
                return OptionalLong.empty();
            }
            Map<ServiceName, Kept> policies = new HashMap<>(present.policies());
            long version = present.last() + 1;
            policies.put(service, new Kept(json, version));
            write(new PolicyFile(version, policies));
            return OptionalLong.of(version);
        } finally {
            changing.unlock();
        }
    }

    @Override
    public boolean delete(ServiceName service, long expected) {
        changing.lock();
        try {
            PolicyFile present = read();
            if (expected == NONE || present.version(service) != expected) {
                return false;
            }
            Map<ServiceName, Kept> policies = new HashMap<>(present.policies());
            policies.remove(service);
            write(new PolicyFile(present.last(), policies));
            return true;
        } finally {
            changing.unlock();
        }
    }

    private PolicyFile read() {
        try {
            return Files.exists(file) ? PolicyFile.parse(Files.readString(file)) : PolicyFile.EMPTY;
        } catch (JsonProcessingException | Names.InvalidName broken) {
            throw FailedCall.rejected(new Failure.Unreadable(
                    "The file %s is not what this version of Tapedeck writes, so none of the policies in it are used. Mend it, or move it away."
                            .formatted(file)));
        } catch (IOException failed) {
            throw down(failed);
        }
    }

    private void write(PolicyFile policies) {
        try {
            WholeFile.replace(file, Bytes.utf8(policies.text()));
        } catch (IOException failed) {
            throw down(failed);
        }
    }

    private FailedCall down(IOException failed) {
        return FailedCall.rejected(new Failure.StoreDown(
                "The file %s can't be read or written (%s). See that it may be, and that its disk has space."
                        .formatted(file, failed.getClass().getSimpleName()),
                Optional.empty()));
    }
}
