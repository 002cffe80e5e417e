// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/contactsfile.h"

#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>

using namespace muster;

namespace tst_contactsfile {

class TestContactsFile : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] Result<ContactsFile> read(const QByteArray &bytes, const ContactLimits &limits = {},
                                            const std::stop_token &stop = {})
    {
        QFile file(m_folder.filePath(QStringLiteral("people")));
        const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
        file.close();
        if (!isWritten)
            return failure({.kind = ErrorKind::File});
        m_progress.clear();
        return readContactsFile(
            file.fileName(), {}, limits, [this](qint64 rows, double share) { m_progress.append({rows, share}); }, stop);
    }

    QTemporaryDir m_folder;
    QList<std::pair<qint64, double>> m_progress;

private Q_SLOTS:
    void readsCsvAndTsv();
    void readsJsonLines();
    void namesMembersThatComeLate();
    void S23_refusesWhatDoesNotRead();
    void refusesEmptyAndMissingFiles();
    void refusesWhatIsTooMuch();
    void stops();
};

void TestContactsFile::readsCsvAndTsv()
{
    const auto csv = read("id;name;since\n1;\"O'Neil; Ann\";2026-01-05\n2; x ;\n");
    QVERIFY(csv);
    QCOMPARE(csv->contacts->rowCount(), 2U);
    QCOMPARE(csv->format.separator, ';');
    QVERIFY(csv->contacts->cell(0, 1) == "O'Neil; Ann");
    QVERIFY(csv->contacts->cell(1, 1) == " x "); // as it is
    QCOMPARE(csv->contacts->field(0).type, CriteriaFieldType::Number);
    QCOMPARE(csv->contacts->field(2).type, CriteriaFieldType::Date);
    QCOMPARE(m_progress.constLast().first, 2);
    QCOMPARE(m_progress.constLast().second, 1.0);
    const auto tsv = read("id\tname\n1\ta,b\n");
    QVERIFY(tsv);
    QVERIFY(tsv->contacts->cell(0, 1) == "a,b");
}

void TestContactsFile::readsJsonLines()
{
    const auto lines = read(
        "{\"id\":\"a\",\"n\":1.50,\"ok\":true}\n{\"id\":\"b\",\"n\":null,\"ok\":false}\n{\"id\":\"\xC3\xA9\"}\n");
    QVERIFY(lines);
    const ContactColumns &contacts = *lines->contacts;
    QCOMPARE(contacts.rowCount(), 3U);
    QVERIFY(contacts.cell(0, contacts.indexOf(QStringLiteral("n"))) == "1.50");
    QVERIFY(contacts.cell(1, contacts.indexOf(QStringLiteral("n"))).empty());
    QCOMPARE(contacts.field(contacts.indexOf(QStringLiteral("n"))).type, CriteriaFieldType::Number);
    QCOMPARE(contacts.field(contacts.indexOf(QStringLiteral("ok"))).type, CriteriaFieldType::Boolean);
    QVERIFY(contacts.cell(2, 0) == "\xC3\xA9");
}

void TestContactsFile::namesMembersThatComeLate()
{
    QByteArray bytes;
    for (int i = 0; i < 20'000; ++i)
        bytes += "{\"id\":\"contact number " + QByteArray::number(i) + "\"}\n";
    bytes += "{\"id\":\"last\",\"score\":9}\n";
    const auto lines = read(bytes);
    QVERIFY(lines);
    QCOMPARE(lines->unreadFields, QStringList{QStringLiteral("score")});
    QCOMPARE(lines->contacts->indexOf(QStringLiteral("score")), -1);
}

void TestContactsFile::S23_refusesWhatDoesNotRead()
{
    const auto open = read("id,name\n1,\"open\n");
    QVERIFY(!open);
    QCOMPARE(open.error().code, QStringLiteral("csv_quote_open"));
    QCOMPARE(open.error().subject, QStringLiteral("2:2"));
    QCOMPARE(read("id,id\n1,2\n").error().code, QStringLiteral("csv_repeated_column"));
    QCOMPARE(read("{\"id\":1}\n[]\n").error().code, QStringLiteral("json_not_object"));
}

void TestContactsFile::refusesEmptyAndMissingFiles()
{
    QCOMPARE(read("id,name\n").error().code, QStringLiteral("contacts_empty"));
    QCOMPARE(read("").error().code, QStringLiteral("csv_empty"));
    const auto missing = readContactsFile(m_folder.filePath(QStringLiteral("not there")), {}, {}, {}, {});
    QCOMPARE(missing.error().kind, ErrorKind::File);
    QCOMPARE(missing.error().code, QStringLiteral("not_found"));
}

void TestContactsFile::refusesWhatIsTooMuch()
{
    QCOMPARE(read("id\n1\n2\n3\n", {.rows = 2}).error().code, QStringLiteral("contacts_too_many"));
    QVERIFY(read("id\n1\n2\n", {.rows = 2}));
    QCOMPARE(read("a,b,c\n1,2,3\n", {.fields = 2}).error().code, QStringLiteral("contacts_too_many_fields"));
    QCOMPARE(read("id\nabcdefgh\n", {.bytes = 4}).error().code, QStringLiteral("contacts_too_large"));
}

void TestContactsFile::stops()
{
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(read("id\n1\n", {}, stop.get_token()).error().kind, ErrorKind::Cancelled);
}

MUSTER_TEST(TestContactsFile, muster::tests::NoApplication)

} // namespace tst_contactsfile
#include "tst_contactsfile.moc"
