// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/errortexts.h"
#include "resources/resources.h"
#include "tests/support/enrichpagesamples.h"
#include "tests/support/samples.h"
#include "tests/support/testprogram.h"
#include "ui/common/emptystate.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/lists/enrich/enrichsourcepane.h"

#include <QApplication>
#include <QPushButton>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;

namespace tst_enrichsource {

/// What the page says of a file that cannot be used: the true reason, once, and nothing beside it that is not so.
class TestEnrichSource : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<EnrichPage> m_page;

    template <typename T>
    T *find(const char *name)
    {
        return m_page->findChild<T *>(QString::fromLatin1(name));
    }
    void choose(const QByteArray &csv)
    {
        const QString name = m_folder.filePath(QStringLiteral("other.csv"));
        QFile file(name);
        if (!file.open(QIODevice::WriteOnly) || file.write(csv) != csv.size())
            qFatal("cannot write a sample");
        file.close();
        m_page->setSample(SourceSample::read(name, {}, m_page->mapping()->fields().schema(), {}));
    }
    /// All that lies over the tables in the place of rows.
    QString overTables()
    {
        QStringList said;
        for (const EmptyOverlay *over : m_page->source()->findChildren<EmptyOverlay *>()) {
            if (over->isVisibleTo(m_page.get()))
                said << over->findChild<PlainLabel *>()->plainText();
        }
        said.removeDuplicates();
        return said.join(u'|');
    }
    QString checkLabel() { return find<QPushButton>("checkRowsButton")->text().remove(u'&'); }

private Q_SLOTS:
    void initTestCase()
    {
        installTranslations(*qApp);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Theme::instance().apply(Theme::Mode::Light);
    }
    void init()
    {
        m_page = std::make_unique<EnrichPage>();
        m_page->resize(1100, 740);
        fillEnrichPage(*m_page, sampleProfile(), m_folder.filePath(QStringLiteral("crm.csv")));
        m_page->show();
        QVERIFY(find<QPushButton>("checkRowsButton")->isEnabled());
        QVERIFY(checkLabel().contains(QStringLiteral("60")));
    }

    void S23_aRepeatedColumnIsTheOnlyReasonThatIsNamed()
    {
        choose("Contact ID;Score;Score\na;1;2\n");
        const QString problem = find<PlainLabel>("sourceProblemLabel")->plainText();
        QVERIFY2(problem.contains(QStringLiteral("Score")), qPrintable(problem));
        QVERIFY2(!overTables().contains(QStringLiteral("no rows")), qPrintable(overTables()));
        QVERIFY2(overTables().contains(QStringLiteral("See the reason above")), qPrintable(overTables()));
        QVERIFY(!find<QPushButton>("checkRowsButton")->isEnabled());
        QVERIFY2(!checkLabel().contains(u'0'), qPrintable(checkLabel()));
    }

    void aFileOfNamesAloneIsToldAndCannotBeChecked()
    {
        choose("Contact ID;Lead Source;Lead Score\n");
        QCOMPARE(find<PlainLabel>("sourceProblemLabel")->plainText(),
                 errorSentence({.kind = ErrorKind::BadInput, .code = QStringLiteral("source_no_rows")}));
        QVERIFY(find<PlainLabel>("sourceProblemLabel")->isVisible());
        QVERIFY(!find<QPushButton>("checkRowsButton")->isEnabled());
        QCOMPARE(checkLabel(), QStringLiteral("Check"));
        // The words are those of the command line, which has them of the check.
        const auto check = SourceCheck::begin(m_page->checkOrder(), {});
        QVERIFY(check);
        const auto step = (*check)->step();
        QVERIFY(!step);
        QCOMPARE(step.error().code, QStringLiteral("source_no_rows"));
    }

    void aFileThatCanBeUsedAfterwardsIsToldNothing()
    {
        choose("Contact ID;Score;Score\na;1;2\n");
        choose("Contact ID;Lead Source;Lead Score\na;x;1\n");
        QVERIFY(!find<PlainLabel>("sourceProblemLabel")->isVisible());
        QCOMPARE(overTables(), QString());
        QCOMPARE(checkLabel(), QStringLiteral("Check 1 row"));
    }
};

MUSTER_TEST(TestEnrichSource, QApplication)

} // namespace tst_enrichsource
#include "tst_enrichsource.moc"
