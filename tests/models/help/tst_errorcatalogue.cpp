// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/help/errorcatalogue.h"
#include "models/help/helpindex.h"
#include "models/text/errorcodes.h"
#include "models/text/errortexts.h"
#include "models/text/outcometexts.h"
#include "network/wire/apierror.h"
#include "resources/resources.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QLocale>
#include <QRegularExpression>
#include <QSet>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_errorcatalogue {

/// The pages on errors and findings say what the program says: all of it, and nothing else.
class TestErrorCatalogue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        installTranslations(*QCoreApplication::instance());
    }

    void thePagesInTheRepositoryAreCurrent_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("page");
        QTest::newRow("errors") << u"errors"_s << errorCataloguePage();
        QTest::newRow("findings") << u"findings"_s << findingCataloguePage();
    }

    void thePagesInTheRepositoryAreCurrent()
    {
        QFETCH(QString, name);
        QFETCH(QString, page);
        QFile file(sources(u"resources/help/en/%1.md"_s.arg(name)));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList kept = QString::fromUtf8(file.readAll()).split(u'\n'), made = page.split(u'\n');
        for (qsizetype i = 0; i < std::min(kept.size(), made.size()); ++i) {
            QVERIFY2(
                kept[i] == made[i],
                qPrintable(u"%1.md line %2 is stale; tests/ui/refreshhelp.sh writes it anew. It would be: %3"_s.arg(
                    name, QString::number(i + 1), made[i])));
        }
        QCOMPARE(kept.size(), made.size());
    }

    void everyErrorHasAPlace()
    {
        const HelpPage page = readHelpPage(u"errors"_s, errorCataloguePage());
        for (const ErrorKind kind : allErrorKinds()) {
            const HelpPlace place = helpPlace(errorHelpId({.kind = kind}));
            QCOMPARE(place.page, u"errors"_s);
            const HelpSection *section = page.section(place.anchor);
            QVERIFY2(section, qPrintable(place.anchor));
            QVERIFY(section->title.contains(errorKindKey(kind)));
            QVERIFY(section->text.contains(errorWords({.kind = kind}).todo));
        }
        for (const QString &code : codesOfTheSources()) {
            const HelpPlace place
                = helpPlace(errorHelpId({.code = QString(code).replace(QRegularExpression(u"_$"_s), u"_x"_s)}));
            const HelpSection *section = page.section(place.anchor);
            QVERIFY2(section && section->level == 3 && section->title.startsWith(code), qPrintable(code));
            QVERIFY2(section->text.contains(u"What to do:"_s), qPrintable(code));
        }
    }

    void noErrorStandsThereThatThereIsNot()
    {
        const QStringList codes = codesOfTheSources();
        const HelpPage page = readHelpPage(u"errors"_s, errorCataloguePage());
        qsizetype sections = 0;
        for (const HelpSection &section : page.sections) {
            if (section.level != 3)
                continue;
            ++sections;
            const bool isKind = section.title.contains(u'(');
            QVERIFY2(isKind || codes.contains(QString(section.title).remove(u'\u2026')), qPrintable(section.title));
            QVERIFY2(!section.text.contains(u"%1"_s), qPrintable(section.text));
        }
        QCOMPARE(sections, codes.size() + allErrorKinds().size());
    }

    void wordsOfACodeComeBeforeThoseOfItsKind()
    {
        QCOMPARE(errorHelpId({.kind = ErrorKind::BadInput, .code = u"plan_unreadable"_s}), u"errors#plan_unreadable"_s);
        QCOMPARE(errorHelpId({.kind = ErrorKind::Throttled, .code = u"nobody_knows"_s}),
                 u"errors#throttled-by-the-server-throttled"_s);
    }

    void everyFindingHasWords()
    {
        const QString page = findingCataloguePage();
        QVERIFY(!page.contains(u"|  |"_s) && !page.contains(u"- \n"_s) && !page.contains(u"%1"_s));
        QCOMPARE(page.count(u"\n## "_s), 8);
    }

    // What a run reports has words; a key without any would be shown to people as it stands.
    void everyResultFindingIsListed()
    {
        static const QRegularExpression pattern(uR"re((?:addFinding\(\w+, |findingKey\()"(\w+)")re"_s);
        QSet<QString> reported;
        QDirIterator files(sources(u"models/runs"_s), {u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            for (const QRegularExpressionMatch &match : pattern.globalMatch(QString::fromUtf8(file.readAll())))
                reported << match.captured(1);
        }
        QVERIFY(reported.size() > 30);
        QSet<QString> listed;
        for (const char *key : resultFindingKeys())
            listed << QLatin1String(key);
        QVERIFY2(listed.contains(reported), qPrintable(QStringList((reported - listed).values()).join(u' ')));
    }

private:
    static QString sources(const QString &name) { return QDir(QStringLiteral(MUSTER_SOURCES)).filePath(name); }
    static QString source(const QString &name)
    {
        QFile file(sources(name));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
    /// Of all tables of words in models/text, as they stand in the sources: nobody can forget to list a new table.
    static QStringList codesOfTheSources()
    {
        static const QRegularExpression table(uR"re(ErrorCodeRow rows\[\]\{(.*?)\n    \};)re"_s,
                                              QRegularExpression::DotMatchesEverythingOption);
        static const QRegularExpression row(uR"re(\{"(\w+)",\s)re"_s);
        QStringList codes;
        for (const QString &name : QDir(sources(u"models/text"_s)).entryList({u"*.cpp"_s})) {
            const QString text = source(u"models/text/"_s % name);
            for (auto tables = table.globalMatch(text); tables.hasNext();) {
                for (auto rows = row.globalMatch(tables.next().captured(1)); rows.hasNext();)
                    codes << rows.next().captured(1);
            }
        }
        codes.removeDuplicates();
        return codes;
    }
};

MUSTER_TEST(TestErrorCatalogue, QCoreApplication)

} // namespace tst_errorcatalogue
#include "tst_errorcatalogue.moc"
