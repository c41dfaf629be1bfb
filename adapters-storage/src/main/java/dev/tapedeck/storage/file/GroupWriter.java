package dev.tapedeck.storage.file;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets what many threads change at once be written and made durable together: while one group is being written the next
 * one gathers. Groups are written one after the other, in a thread of their own that nobody interrupts (an interrupt
 * would close the file) and that ends when nothing is left to write. Thread-safe.
 */
final class GroupWriter {
    private static final int MAX_GROUP = 1_024;

    private final Target target;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final Queue<Pending> waiting = new ArrayDeque<>();
    private boolean writing;
    private boolean frozen;

    /** Writes groups. */
    @FunctionalInterface
    interface Target {
        /** Writes changes, no two of them to one interaction, makes them durable, and tells each how it went. */
        void write(List<Pending> group);
    }

    GroupWriter(Target target) {
        this.target = target;
    }

    /** Puts a change in the queue, unless the writer is frozen. */
    boolean submit(Pending pending) {
        lock.lock();
        try {
            if (frozen) {
                return false;
            }
            waiting.add(pending);
            startWriting();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void startWriting() {
        if (!writing) {
            writing = true;
            Thread.ofVirtual().name("journal-writer").start(this::write);
        }
    }

    private void write() {
        try {
            for (List<Pending> group = next(); !group.isEmpty(); group = next()) {
                try {
                    target.write(group);
                } finally {
                    group.forEach(Pending::abandon);
                }
            }
        } finally {
            ended();
        }
    }

    /** What is written next; empty if nothing is left. */
    private List<Pending> next() {
        lock.lock();
        try {
            List<Pending> group = new ArrayList<>();
            Set<Integer> touched = new HashSet<>();
            for (Pending head = waiting.peek(); head != null && group.size() < MAX_GROUP; head = waiting.peek()) {
                int number = head.change().touches();
                if (number > 0 && !touched.add(number)) {
                    break;
                }
                group.add(waiting.remove());
            }
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void ended() {
        lock.lock();
        try {
            writing = false;
            if (waiting.isEmpty()) {
                idle.signalAll();
            } else {
                startWriting();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more changes, and waits until those that are queued are written. */
    void freeze() {
        lock.lock();
        try {
            frozen = true;
            while (writing) {
                idle.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes changes again. */
    void thaw() {
        lock.lock();
        try {
            frozen = false;
        } finally {
            lock.unlock();
        }
    }
}
