package dev.tapedeck.web.api;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is missing in a body that was read: every member that is no {@link Optional} must be there. Looked at only
 * after everything was read, so that a misspelt member is reported as such and not as a missing one.
 */
final class RequiredMembers {
    private final List<ViolationView> missing = new ArrayList<>();

    private RequiredMembers() {}

    /** @throws Refusal that names each member that is missing */
    static void check(Object body) {
        RequiredMembers members = new RequiredMembers();
        members.look("", body);
        if (!members.missing.isEmpty()) {
            throw Refusal.invalid(members.missing);
        }
    }

    private void look(String pointer, @Nullable Object value) {
        switch (value) {
            case null -> missing.add(ViolationView.at(pointer, "'%s' must be there, and not null.".formatted(pointer)));
            case Optional<?> optional -> optional.ifPresent(present -> look(pointer, present));
            case Collection<?> list -> {
                int index = 0;
                for (Object entry : list) {
                    look(pointer + "/" + index++, entry);
                }
            }
            case Record object
            when isRequest(object) -> {
                for (RecordComponent component : object.getClass().getRecordComponents()) {
                    look(pointer + "/" + component.getName(), valueOf(object, component));
                }
            }
            default -> {}
        }
    }

    private static boolean isRequest(Record object) {
        return object.getClass().getPackageName().equals(RequiredMembers.class.getPackageName());
    }

    private static @Nullable Object valueOf(Record object, RecordComponent component) {
        try {
            return component.getAccessor().invoke(object);
        } catch (ReflectiveOperationException notReadable) {
            throw new IllegalStateException("The components of a request record can be read.", notReadable);
        }
    }
}
