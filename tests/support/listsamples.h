// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/contacttablemodel.h"
#include "models/lists/listworkbench.h"
#include "models/runs/lists/restore/backupqueries.h"
#include "models/store/backupstore.h"
#include "tests/support/contactpages.h"
#include "tests/support/samples.h"

#include <QTest>

/// Contact lists for window tests: numbers of the ranges that numbering plans keep for examples.
namespace muster::test {

inline std::vector<PlainContact> sampleContacts()
{
    const char *phones[] = {"(201) 555-0123",  "+12015550124",    "0800 123 4567",     "4.4E+11",
                            "+44 7400 123456", "+1 204 234 5678", "not given",         "201555",
                            "+18002345678",    "+447400123456",   "2015550125 ext 12", "'+12015550126",
                            "020 7946 0018",   "+34600123456",    "1-800-FLOWERS",     ""};
    const char *names[] = {"Alex", "Robin", "Sam", "Kim"};
    std::vector<PlainContact> contacts;
    for (int i = 0; i < 400; ++i) {
        PlainContact contact;
        contact.id = "7f3a9c01-55d2-4e8b-9a6c-" + QStringLiteral("%1").arg(i, 12, 16, QLatin1Char('0')).toStdString();
        contact.phone = phones[std::size_t(i) % std::size(phones)];
        contact.firstName = names[i % 4];
        contact.country = i % 16 == 2 || i % 16 == 12 ? "GB" : "US";
        contact.updatedAt
            = "2026-02-" + QStringLiteral("%1").arg(1 + i % 28, 2, 10, QLatin1Char('0')).toStdString() + "T08:00:00Z";
        contacts.push_back(contact);
    }
    return contacts;
}

inline SanitizationDirective sampleDirective()
{
    SanitizationDirective directive;
    directive.name = QStringLiteral("House rules");
    directive.defaultRegion = QStringLiteral("US");
    directive.regionMember = QStringLiteral("country");
    return directive;
}

inline ListSource sampleSource()
{
    ListSource source;
    source.listId = QStringLiteral("list_spring");
    source.listName = QStringLiteral("Spring visitors");
    source.profileId = sampleProfile().id;
    source.profileName = QStringLiteral("Sandbox tenant");
    return source;
}

inline void fillBench(ListWorkbench &bench)
{
    const std::vector<PlainContact> contacts = sampleContacts();
    bench.begin(sampleSource());
    bench.setDirective(sampleDirective());
    bench.append(contactPage(contacts, 0, contacts.size()));
    bench.finishReading({});
    QTRY_VERIFY(!bench.isBusy());
}

inline QList<BackupInfo> sampleBackups(const QString &profileId)
{
    BackupInfo first;
    first.file = QStringLiteral("/backups/one");
    first.runId = QStringLiteral("7f3a9c0155d24e8b9a6c000000000001");
    first.profileId = profileId;
    first.profileName = QStringLiteral("Sandbox tenant");
    first.listId = QStringLiteral("list_spring");
    first.listName = QStringLiteral("Spring visitors");
    first.createdAt = sampleNow.addSecs(-1200);
    first.expiresAt = sampleNow.addDays(30);
    first.encrypted = true;
    first.corrected = 3;
    first.purged = 2;
    BackupInfo second = first;
    second.file = QStringLiteral("/backups/two");
    second.runId = QStringLiteral("7f3a9c0155d24e8b9a6c000000000002");
    second.profileId = QStringLiteral("other");
    second.profileName = QStringLiteral("Trial tenant");
    second.encrypted = false;
    second.createdAt = sampleNow.addDays(-3);
    second.expiresAt = sampleNow.addDays(27);
    return {first, second};
}

inline QList<ErasedBackup> sampleErased(const QString &profileId)
{
    ErasedBackup erased{sampleBackups(profileId).first(), sampleNow.addDays(-1), QStringLiteral("person")};
    erased.backup.file.clear();
    erased.backup.runId = QStringLiteral("7f3a9c0155d24e8b9a6c000000000003");
    erased.backup.createdAt = sampleNow.addDays(-9);
    return {erased};
}

inline SharedRestorePreview sampleRecords()
{
    using Why = BackupRecord::Why;
    return previewRestore({
        {Why::Corrected, "c-1", "(201) 555-0123", "+12015550123", "{}"},
        {Why::Corrected, "c-2", "'+12015550126", "+12015550126", "{}"},
        {Why::Corrected, "c-3", "+440740123456", "+447400123456", "{}"},
        {Why::Purged, "c-4", "not given", "", "{}"},
        {Why::Purged, "c-5", "+18002345678", "", "{}"},
    });
}

} // namespace muster::test
