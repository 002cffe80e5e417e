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
        {"team_off", QT_TR_NOOP("No team database has been entered, so there is nothing to tell or to ask."),
         QT_TR_NOOP("Enter one under \u201cTeam database\u201d, or with \u201cmuster team set\u201d.")},
        {"team_host", QT_TR_NOOP("%1 is no host name, address or folder of a Unix socket."),
         QT_TR_NOOP("Enter the one server that the database is on.")},
        {"team_port", QT_TR_NOOP("%1 is no port."),
         QT_TR_NOOP("Enter a number from 1 to 65535; PostgreSQL\u2019s own is 5432.")},
        {"team_database", QT_TR_NOOP("%1 cannot be the name of a database."),
         QT_TR_NOOP("Enter the name that whoever runs the server gave it, of up to 200 characters.")},
        {"team_user", QT_TR_NOOP("%1 cannot be the name of a database role."),
         QT_TR_NOOP("Enter the role that was made for Muster, of up to 200 characters.")},
        {"team_computer", QT_TR_NOOP("%1 cannot be the name of this computer."),
         QT_TR_NOOP("Enter up to 200 characters that your team knows it by.")},
        {"team_ca_file", QT_TR_NOOP("%1 is no full path of a certificate file."),
         QT_TR_NOOP("Enter it from the root, without semicolons, or leave it empty for the authorities that this "
                    "computer trusts.")},
        {"team_plain", QT_TR_NOOP("The history would go to %1 unencrypted, so nothing was sent."),
         QT_TR_NOOP("Choose verify-full or verify-ca. Only a server on this computer may go without TLS.")},
        {"team_filter", QT_TR_NOOP("The team database cannot be asked for %1."),
         QT_TR_NOOP("With --team entries are chosen by --since, --until, --run, --action, --actor, --computer and "
                    "--text.")},
        {"no_team_password",
         QT_TR_NOOP("There is no password for the team database, neither in the key store nor in memory."),
         QT_TR_NOOP("Enter it with the team database, or set TEAM_DATABASE_PASSWORD. A locked key store looks the "
                    "same: unlock it first if you have one.")},
        // This computer
        {"team_driver",
         QT_TR_NOOP("Qt\u2019s driver for PostgreSQL is not installed, so the team database cannot be "
                    "reached."),
         QT_TR_NOOP("Install the package libqt6sql6-psql, then start Muster again. Nothing is lost meanwhile.")},
        {"team_machine_damaged", QT_TR_NOOP("%1, by which the team database knows this computer, is damaged."),
         QT_TR_NOOP("\u201cmuster team new-id\u201d makes a new one; the history is then told once more, as that of "
                    "another computer.")},
        {"team_machine", QT_TR_NOOP("This data folder has told no team database anything yet."),
         QT_TR_NOOP("Let the Muster that owns the folder tell it first.")},
        // The way there
        {"team_unreachable", QT_TR_NOOP("The team database %1 cannot be reached."),
         QT_TR_NOOP("Check host and port, and whether the server runs. Everything is kept here and told as soon as it "
                    "answers.")},
        {"team_lost", QT_TR_NOOP("The connection to the team database %1 broke."),
         QT_TR_NOOP("Nothing is lost: Muster connects again by itself and goes on where the database stands.")},
        {"team_tls", QT_TR_NOOP("The team database %1 could not prove who it is, so nothing was sent."),
         QT_TR_NOOP("Check that its certificate is for the host that was entered, and that the certificate file holds "
                    "the authority that issued it.")},
        {"team_late", QT_TR_NOOP("The team database %1 did not answer in the few seconds that a command stays for it."),
         QT_TR_NOOP("Nothing is lost. If it stays so, ask who runs the server.")},
        {"team_sign_in", QT_TR_NOOP("The team database %1 did not let this computer in."),
         QT_TR_NOOP("Check role and password; the server\u2019s pg_hba.conf must allow them from this computer.")},
        {"team_no_database", QT_TR_NOOP("The server knows no database like %1."),
         QT_TR_NOOP("Check the name, or have the database made.")},
        // What is there
        {"team_not_prepared", QT_TR_NOOP("The database %1 has no tables of Muster\u2019s yet."),
         QT_TR_NOOP("Let its owner run \u201cmuster team prepare\u201d, or the script that \u201cmuster team prepare "
                    "--print\u201d writes.")},
        {"team_schema_older", QT_TR_NOOP("The tables in %1 were made by an older Muster."),
         QT_TR_NOOP(
             "Let the owner of the database run \u201cmuster team prepare\u201d of this version; nothing in them is "
             "lost.")},
        {"team_schema_newer", QT_TR_NOOP("The tables in %1 were made by a newer Muster."),
         QT_TR_NOOP("Update Muster on this computer. Until then everything is kept here.")},
        {"team_schema_other", QT_TR_NOOP("The tables in %1 are not as Muster made them."),
         QT_TR_NOOP("Ask who runs the database what was changed; the server\u2019s words name it.")},
        {"team_no_right", QT_TR_NOOP("The role may not read and append to Muster\u2019s tables in %1."),
         QT_TR_NOOP(
             "Let the owner of the database run \u201cmuster team prepare\u201d for this role; it grants just that.")},
        {"team_server", QT_TR_NOOP("The server of %1 is older than PostgreSQL 11, or its database is not in UTF-8."),
         QT_TR_NOOP("Use a newer server, or a database made with ENCODING \u2018UTF8\u2019.")},
        {"team_differs",
         QT_TR_NOOP(
             "The team database has another entry %1 of this computer than this computer itself, so nothing more "
             "is told."),
         QT_TR_NOOP("If this data folder is a copy, or was restored from one, give it an identity of its own with "
                    "\u201cmuster team new-id\u201d. If not, somebody changed one of the two: verify the history here "
                    "first.")},
        {"team_ahead",
         QT_TR_NOOP(
             "The team database knows this computer\u2019s history up to entry %1, which is not here, so nothing "
             "more is told."),
         QT_TR_NOOP(
             "If the data folder was restored from an older copy, give it an identity of its own with \u201cmuster "
             "team new-id\u201d. If not, entries are missing here: verify the history.")},
        // Its state
        {"team_full", QT_TR_NOOP("The team database %1 has no room left."),
         QT_TR_NOOP("Ask who runs the server to make room. Everything is kept here and told then.")},
        {"team_read_only", QT_TR_NOOP("The team database %1 takes nothing at the moment: it is read-only."),
         QT_TR_NOOP("Enter the primary server instead of a standby, or wait. Everything is kept here and told then.")},
        {"team_busy", QT_TR_NOOP("The team database %1 is too busy, or is starting or stopping."),
         QT_TR_NOOP("Muster tries again by itself. If it stays so, ask who runs the server.")},
        {"team_trouble", QT_TR_NOOP("The team database %1 refused what it was told."),
         QT_TR_NOOP("Its words say why. Everything is kept here, and Muster tries again by itself.")},
    };
};

} // namespace

constinit const ErrorTable teamErrors{"TeamErrors", TeamErrors::rows};

} // namespace muster
