// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rules/jsonmembers.h"
#include "models/rules/namedfile.h"
#include "tests/support/testprogram.h"

using namespace muster;

namespace tst_namedfile {

namespace {

constexpr NamedFileForm form{"muster-thing", "thing", "thing_unreadable", 200, 5};

QString faultOf(const QByteArray &bytes)
{
    const auto file = readNamedFile(bytes, form);
    return file ? QString() : QString(file.error().code + u' ' + file.error().subject);
}

} // namespace

class TestNamedFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isReadAsItWasWritten()
    {
        const QByteArray bytes = namedFile(form, QStringLiteral("one"), [](JsonMembers &members) {
            qint64 size = 3;
            members.member("size", size, 0);
        });
        QCOMPARE(bytes,
                 QByteArray(R"({"format":"muster-thing","version":1,"name":"one","thing":{"size":3}})"
                            "\n"));
        const auto file = readNamedFile(bytes, form);
        QVERIFY(file);
        QCOMPARE(file->name, QStringLiteral("one"));
        QCOMPARE(file->content, (QJsonObject{{QStringLiteral("size"), 3}}));
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("fault");
        QTest::newRow("no JSON") << QByteArray("{") << "thing_unreadable object";
        QTest::newRow("too large") << QByteArray(201, ' ') << "thing_unreadable size";
        QTest::newRow("another's") << QByteArray(R"({"format":"x","version":1,"name":"","thing":{}})")
                                   << "thing_unreadable format";
        QTest::newRow("of another kind, and newer")
            << QByteArray(R"({"format":"x","version":9,"name":"","thing":{}})") << "thing_unreadable format";
        QTest::newRow("newer") << QByteArray(R"({"format":"muster-thing","version":2,"more":1})") << "newer_version ";
        QTest::newRow("version 0") << QByteArray(R"({"format":"muster-thing","version":0,"name":"","thing":{}})")
                                   << "thing_unreadable version";
        QTest::newRow("name too long") << QByteArray(
            R"({"format":"muster-thing","version":1,"name":"abcdef","thing":{}})")
                                       << "thing_unreadable name";
        QTest::newRow("nothing in it") << QByteArray(R"({"format":"muster-thing","version":1,"name":"a"})")
                                       << "thing_unreadable thing";
        QTest::newRow("more in it") << QByteArray(
            R"({"format":"muster-thing","version":1,"name":"a","thing":{},"x":1})")
                                    << "thing_unreadable unexpected";
    }
    void saysWhatIsWrong()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, fault);
        QCOMPARE(faultOf(bytes), fault);
    }
};

MUSTER_TEST(TestNamedFile, QCoreApplication)

} // namespace tst_namedfile
#include "tst_namedfile.moc"
