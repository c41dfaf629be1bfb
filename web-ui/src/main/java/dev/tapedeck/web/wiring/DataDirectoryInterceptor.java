package dev.tapedeck.web.wiring;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;
import jakarta.annotation.Priority;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Makes the data folder's path absolute wherever it is read, in expressions too: an embedded database takes no other. */
@Priority(Priorities.LIBRARY + 200)
public final class DataDirectoryInterceptor implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1L;
    private static final String NAME = "tapedeck.data-directory";

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.proceed(name);
        return value == null || !name.equals(NAME) || value.getValue() == null
                ? value
                : value.withValue(
                        Path.of(value.getValue()).toAbsolutePath().normalize().toString());
    }
}
