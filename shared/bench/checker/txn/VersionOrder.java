package bench.checker.txn;

import static bench.checker.txn.DependencyGraph.RW;
import static bench.checker.txn.DependencyGraph.RW_PROCESS;
import static bench.checker.txn.DependencyGraph.RW_REALTIME;
import static bench.checker.txn.DependencyGraph.WW;
import static bench.checker.txn.DependencyGraph.WW_PROCESS;
import static bench.checker.txn.DependencyGraph.WW_REALTIME;

/**
 * That one version of a register came before another.
 *
 * @param witness who shows it: the transaction that read one and wrote the other; the first of two that met one and then the
 *     other; the installation of the later version
 * @param laterWitness the second of the two transactions; else the same
 */
record VersionOrder(int before, int after, Basis basis, int witness, int laterWitness) {
    /** How it is known. */
    enum Basis {
        /** A transaction read the one, and wrote the other over it. */
        WRITE_FOLLOWS_READ(WW, RW),
        /** A node says that it installed the one, and then the other. */
        DECLARED(WW, RW),
        /** A process met the one, and later the other; so they came in that order if each process's operations did. */
        PROCESS(WW_PROCESS, RW_PROCESS),
        /** Who met the one was done before another began who met the other. */
        REALTIME(WW_REALTIME, RW_REALTIME);

        /** The type of edge between the writers, as in {@link DependencyGraph}. */
        final int writes;
        /** That from those who read the one to the writer of the other. */
        final int antiDependency;

        Basis(int writes, int antiDependency) {
            this.writes = writes;
            this.antiDependency = antiDependency;
        }

        boolean accountsFor(int type) {
            return type == writes || type == antiDependency;
        }
    }
}
