package dev.tapedeck.cassette;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A store that can be made not to answer, and that tells what it was asked. */
final class FragileStore implements InvocationHandler {
    private final CassetteStore sound;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean down;

    FragileStore(CassetteStore sound) {
        this.sound = sound;
    }

    CassetteStore store() {
        return (CassetteStore) Proxy.newProxyInstance(
                CassetteStore.class.getClassLoader(), new Class<?>[] {CassetteStore.class}, this);
    }

    void goDown() {
        down = true;
    }

    void comeBack() {
        down = false;
    }

    /** The names of the methods called, in order. */
    List<String> asked() {
        return asked;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
        asked.add(method.getName());
        if (down && !method.getName().equals("findInMemory")) {
            throw FailedCall.rejected(new Failure.StoreDown("The store is down.", Optional.empty()));
        }
        try {
            return method.invoke(sound, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }
}
