// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/help/helpindex.h"
#include "resources/resources.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

using namespace muster;
using namespace Qt::StringLiterals;

namespace tst_manual {

/// The manual that is compiled in: whole, joined up, and the one of the repository.
class TestManual : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        initResources();
        m_index = std::make_unique<HelpIndex>(HelpIndex::compiledIn());
        QVERIFY(m_index->pages().size() >= 15);
    }

    void everyPageStandsInTheContents()
    {
        for (const HelpPage &page : m_index->pages()) {
            QVERIFY2(!page.group.isEmpty() && !page.summary.isEmpty(), qPrintable(page.id));
            QVERIFY2(page.title != page.id && page.sections.first().level == 1, qPrintable(page.id));
            QVERIFY2(!page.sections.first().text.isEmpty(), qPrintable(page.id + u": no word below its title"_s));
        }
        const HelpPage contents
            = readHelpPage(u"README"_s, QString::fromUtf8(text(m_index->folder() + u"/README.md"_s)));
        for (const QString &link : contents.links)
            QVERIFY2(m_index->page(link.chopped(3)), qPrintable(link));
    }

    void everyLinkLeadsSomewhere()
    {
        for (const HelpPage &page : m_index->pages()) {
            for (const QString &link : page.links) {
                const QString where = page.id + u": "_s + link;
                QVERIFY2(!link.contains(u"://"), qPrintable(where)); // nothing is ever fetched
                if (link.endsWith(u".txt")) {
                    QVERIFY2(QFile::exists(resolved(link)), qPrintable(where));
                    QVERIFY2(QFile::exists(QDir(folderOfSources()).filePath(link)), qPrintable(where));
                    continue;
                }
                static const QRegularExpression form(u"^(?:([a-z-]+)\\.md)?(?:#(.+))?$"_s);
                const QRegularExpressionMatch match = form.match(link);
                QVERIFY2(match.hasMatch(), qPrintable(where));
                const QString target = match.captured(1).isEmpty() ? page.id : match.captured(1);
                QVERIFY2(m_index->has({target, match.captured(2)}), qPrintable(where));
            }
        }
    }

    void everyPictureIsThere()
    {
        QStringList shown;
        for (const HelpPage &page : m_index->pages()) {
            for (const QString &picture : page.pictures) {
                QVERIFY2(QFile::exists(resolved(picture)), qPrintable(page.id + u": "_s + picture));
                shown << picture.section(u'/', -1);
            }
        }
        for (const QString &name : QDir(u":/help/pictures"_s).entryList(QDir::Files))
            QVERIFY2(shown.contains(name), qPrintable(name + u" is in no page"_s));
    }

    void nothingOfTheFoldersIsLeftOut_data()
    {
        QTest::addColumn<QString>("compiled");
        QTest::addColumn<QString>("sources");
        QTest::newRow("pages") << u":/help/en"_s << u"resources/help/en"_s;
        QTest::newRow("pictures") << u":/help/pictures"_s << u"resources/help/pictures"_s;
        QTest::newRow("licences") << u":/LICENSES"_s << u"LICENSES"_s;
    }

    void nothingOfTheFoldersIsLeftOut()
    {
        QFETCH(QString, compiled);
        QFETCH(QString, sources);
        const QDir there(QDir(QStringLiteral(MUSTER_SOURCES)).filePath(sources));
        QCOMPARE(QDir(compiled).entryList(QDir::Files, QDir::Name), there.entryList(QDir::Files, QDir::Name));
        for (const QString &name : there.entryList(QDir::Files))
            QVERIFY2(text(compiled + u'/' + name) == text(there.filePath(name)), qPrintable(name));
    }

    void picturesAreModest()
    {
        qint64 bytes = 0;
        for (const QFileInfo &file : QDir(QDir(QStringLiteral(MUSTER_SOURCES)).filePath(u"resources/help/pictures"_s))
                                         .entryInfoList(QDir::Files))
            bytes += file.size();
        QVERIFY2(bytes < 3'000'000, qPrintable(QString::number(bytes)));
    }

    void wordsAreThoseOfTheGlossary()
    {
        // One voice: what the glossary calls otherwise stands nowhere.
        static const QRegularExpression others(
            uR"(\b(dialler list|(?<!-)call list|blacklist|whitelist|click on|please|simply|recipient list)\b)"_s,
            QRegularExpression::CaseInsensitiveOption);
        for (const HelpPage &page : m_index->pages()) {
            const QRegularExpressionMatch match = others.match(page.markdown);
            QVERIFY2(!match.hasMatch(), qPrintable(page.id + u": "_s + match.captured()));
        }
    }

    void licencesAreTheTextsThemselves()
    {
        QCOMPARE(text(u":/LICENSES/GPL-3.0-or-later.txt"_s), text(QStringLiteral(MUSTER_SOURCES "/LICENSE")));
    }

private:
    static QByteArray text(const QString &name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QString folderOfSources() { return QStringLiteral(MUSTER_SOURCES "/resources/help/en"); }
    QString resolved(const QString &link) const { return m_index->fileOf(link); }

    std::unique_ptr<HelpIndex> m_index;
};

MUSTER_TEST(TestManual, QCoreApplication)

} // namespace tst_manual
#include "tst_manual.moc"
