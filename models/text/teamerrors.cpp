// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/errorcodes.h"

#include <QCoreApplication>

namespace muster {

namespace {

struct TeamErrors
{
    Q_DECLARE_TR_FUNCTIONS(TeamErrors)

public:
    static constexpr ErrorCodeRow rows[]{
        // What was entered
        {"team_off", QT_TR_NOOP("No team database is set up, so there is nothing to send to or query."),
         QT_TR_NOOP("Enter one under “Team database”, or use “muster team set”.")},
        {"team_host", QT_TR_NOOP("%1 isn’t a host name, an address or a folder of a Unix socket."),
         QT_TR_NOOP("Enter the one server that hosts the database.")},
        {"team_port", QT_TR_NOOP("%1 isn’t a valid port."),
         QT_TR_NOOP("Enter a number from 1 to 65535. The PostgreSQL default is 5432.")},
        {"team_database", QT_TR_NOOP("%1 isn’t a valid database name."),
         QT_TR_NOOP("Enter the name set by the server’s administrator, up to 200 characters.")},
        {"team_user", QT_TR_NOOP("%1 isn’t a valid database role name."),
         QT_TR_NOOP("Enter the role created for Muster, up to 200 characters.")},
        {"team_computer", QT_TR_NOOP("%1 isn’t a valid name for this computer."),
         QT_TR_NOOP("Enter the name your team knows it by, up to 200 characters.")},
        {"team_ca_file", QT_TR_NOOP("%1 isn’t the full path of a certificate file."),
         QT_TR_NOOP("Enter the full path without semicolons, or leave it empty to use the certificate authorities this "
                    "computer trusts.")},
        {"team_plain", QT_TR_NOOP("The history would be sent to %1 unencrypted, so nothing was sent."),
         QT_TR_NOOP("Choose verify-full or verify-ca. Only a server on this computer can be used without TLS.")},
        {"team_filter", QT_TR_NOOP("The team database can’t be filtered by %1."),
         QT_TR_NOOP(
             "With --team, filter entries with --since, --until, --run, --action, --actor, --computer and --text.")},
        {"no_team_password", QT_TR_NOOP("There is no password for the team database in the key store or in memory."),
         QT_TR_NOOP("Enter it with the team database settings, or set TEAM_DATABASE_PASSWORD. A locked key store looks "
                    "the same: if you have one, unlock it first.")},
        // This computer
        {"team_driver", QT_TR_NOOP("Qt’s PostgreSQL driver is not installed, so the team database can’t be reached."),
         QT_TR_NOOP("Install the package libqt6sql6-psql, then restart Muster. Nothing is lost in the meantime.")},
        {"team_machine_damaged", QT_TR_NOOP("%1, which identifies this computer to the team database, is damaged."),
         QT_TR_NOOP(
             "“muster team new-id” creates a new one. The history is then sent again, as that of another computer.")},
        {"team_machine", QT_TR_NOOP("This data folder has not sent anything to a team database yet."),
         QT_TR_NOOP("Let the Muster that owns the folder send to it first.")},
        // The way there
        {"team_unreachable", QT_TR_NOOP("The team database %1 can’t be reached."),
         QT_TR_NOOP("Check the host and port, and whether the server is running. Everything is stored here and sent as "
                    "soon as it responds.")},
        {"team_lost", QT_TR_NOOP("The connection to the team database %1 was lost."),
         QT_TR_NOOP("Nothing is lost: Muster reconnects automatically and continues where the database left off.")},
        {"team_tls", QT_TR_NOOP("The team database %1 could not prove its identity, so nothing was sent."),
         QT_TR_NOOP("Check that its certificate is for the host you entered, and that the certificate file contains "
                    "the authority that issued it.")},
        {"team_late",
         QT_TR_NOOP("The team database %1 did not respond within the few seconds that a command waits for it."),
         QT_TR_NOOP("Nothing is lost. If this continues, ask the database administrator.")},
        {"team_sign_in", QT_TR_NOOP("The team database %1 refused access from this computer."),
         QT_TR_NOOP("Check the role and password. The server’s pg_hba.conf must allow them from this computer.")},
        {"team_no_database", QT_TR_NOOP("The server has no database named %1."),
         QT_TR_NOOP("Check the name, or have the database created.")},
        // What is there
        {"team_not_prepared", QT_TR_NOOP("The database %1 doesn’t have Muster’s tables yet."),
         QT_TR_NOOP(
             "Ask its owner to run “muster team prepare”, or the script that “muster team prepare --print” writes.")},
        {"team_schema_older", QT_TR_NOOP("The tables in %1 were created by an older version of Muster."),
         QT_TR_NOOP(
             "Ask the database owner to run “muster team prepare” from this version. Nothing in the tables is lost.")},
        {"team_schema_newer", QT_TR_NOOP("The tables in %1 were created by a newer version of Muster."),
         QT_TR_NOOP("Update Muster on this computer. Until then, everything is stored here.")},
        {"team_schema_other", QT_TR_NOOP("The tables in %1 are not as Muster created them."),
         QT_TR_NOOP("Ask the database administrator what was changed. The server’s message names it.")},
        {"team_no_right", QT_TR_NOOP("The role isn’t allowed to read and append to Muster’s tables in %1."),
         QT_TR_NOOP(
             "Ask the database owner to run “muster team prepare” for this role. It grants exactly these rights.")},
        {"team_server", QT_TR_NOOP("The server of %1 is older than PostgreSQL 11, or its database isn’t in UTF-8."),
         QT_TR_NOOP("Use a newer server, or a database whose encoding is UTF8.")},
        {"team_differs",
         QT_TR_NOOP(
             "Entry %1 of this computer differs between the team database and this computer, so nothing more is sent."),
         QT_TR_NOOP("If this data folder is a copy, or was restored from one, give it its own identity with “muster "
                    "team new-id”. If not, someone changed one of the two: verify the history here first.")},
        {"team_ahead",
         QT_TR_NOOP("The team database has this computer’s history up to entry %1, which doesn’t exist here, so "
                    "nothing more is sent."),
         QT_TR_NOOP("If the data folder was restored from an older copy, give it its own identity with “muster team "
                    "new-id”. If not, entries are missing here: verify the history.")},
        // Its state
        {"team_full", QT_TR_NOOP("The team database %1 is out of space."),
         QT_TR_NOOP("Ask the server’s administrator to free up space. Everything is stored here and sent afterward.")},
        {"team_read_only", QT_TR_NOOP("The team database %1 is currently read-only."),
         QT_TR_NOOP(
             "Enter the primary server instead of a standby, or wait. Everything is stored here and sent afterward.")},
        {"team_busy", QT_TR_NOOP("The team database %1 is too busy, starting or stopping."),
         QT_TR_NOOP("Muster retries automatically. If this continues, ask the server’s administrator.")},
        {"team_trouble", QT_TR_NOOP("The team database %1 refused what was sent."),
         QT_TR_NOOP("Its message says why. Everything is stored here, and Muster retries automatically.")},
    };
};

} // namespace

constinit const ErrorTable teamErrors{"TeamErrors", TeamErrors::rows};

} // namespace muster
