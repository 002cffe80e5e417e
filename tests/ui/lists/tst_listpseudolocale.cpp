// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fakerun.h"
#include "tests/support/listsamples.h"
#include "tests/support/pictures.h"
#include "tests/support/pseudolocale.h"
#include "tests/support/testprogram.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"
#include "ui/lists/contactlistspage.h"
#include "ui/lists/csvfilepage.h"
#include "ui/lists/savecontactsdialog.h"
#include "ui/lists/workbenchview.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QApplication>
#include <QCheckBox>
#include <QHeaderView>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QTableView>
#include <QToolButton>

using namespace muster;
using namespace muster::test;

namespace tst_listpseudolocale {

/// The table side of contact lists in a language that is longer than any: nothing unmarked, no button cut off.
class TestListPseudoLocale : public QObject
{
    Q_OBJECT

private:
    /// Words of the samples, which are data and not ours to translate.
    static bool isData(const QString &text)
    {
        static const QRegularExpression ours(
            QStringLiteral("^(Alex|Robin|Sam|Kim)$|Spring visitors|Gold tier|New in March|House rules|Opted out|"
                           "FLOWERS|not given|[0-9a-f]{8}|^[A-Z]{2}\\b|spring\\.csv|^(firstName|country|updatedAt)$"));
        return ours.match(text).hasMatch();
    }
    static bool isScrolled(const QWidget *widget)
    {
        const QWidget *above = widget->parentWidget();
        while (above && !qobject_cast<const QAbstractScrollArea *>(above))
            above = above->parentWidget();
        return above != nullptr;
    }
    static QString textOf(const QWidget *widget)
    {
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            return button->text();
        if (const auto *label = qobject_cast<const PlainLabel *>(widget))
            return label->plainText();
        const auto *label = qobject_cast<const QLabel *>(widget);
        return label ? label->text() : QString();
    }
    static void check(QWidget &window, const QString &name)
    {
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTest::qWait(30); // layouts of what was added last
        keepPicture(window, QStringLiteral("pseudo-") + name);
        static const QRegularExpression word(QStringLiteral("[A-Za-z]{3}"));
        for (const QWidget *child : window.findChildren<QWidget *>()) {
            if (!child->isVisible())
                continue;
            const QString text = textOf(child);
            if (text.contains(word) && !isData(text)) {
                QVERIFY2(PseudoLocale::isMarked(text),
                         qPrintable(QStringLiteral("not translated: %1 (%2)").arg(text, child->objectName())));
            }
            const bool hasText = qobject_cast<const QPushButton *>(child) || qobject_cast<const QCheckBox *>(child)
                || qobject_cast<const QRadioButton *>(child);
            if (hasText && !text.isEmpty()) {
                QVERIFY2(child->width() >= child->minimumSizeHint().width(),
                         qPrintable(QStringLiteral("cut off: %1 (%2) has %3 of %4")
                                        .arg(text, child->objectName())
                                        .arg(child->width())
                                        .arg(child->minimumSizeHint().width())));
                QVERIFY2(isScrolled(child)
                             || window.rect().contains(QRect(child->mapTo(&window, QPoint()), child->size())),
                         qPrintable(QStringLiteral("outside the window: %1").arg(text)));
            }
        }
        for (const auto *table : window.findChildren<QTableView *>()) {
            for (int column = 0; table->isVisible() && column < table->model()->columnCount(); ++column) {
                const QString title = table->model()->headerData(column, Qt::Horizontal).toString();
                // Members are named by the list.
                QVERIFY2(PseudoLocale::isMarked(title) || column >= ContactTableModel::FirstMember
                             || table->objectName() == QStringLiteral("csvPreviewTable"),
                         qPrintable(title));
            }
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(QCoreApplication::installTranslator(&m_language));
        QLocale::setDefault(QLocale::c());
        Theme::instance().apply(Theme::Mode::Light);
    }

    void pages()
    {
        ContactListsPage page;
        page.resize(1112, 740); // what a window of 1280 x 800 leaves
        page.setAutoFillBackground(true);
        page.show(page.index());
        check(page, QStringLiteral("lists-without-tenant"));
        page.index()->setTenant(true);
        page.index()->setLists({{QStringLiteral("list_spring"), QStringLiteral("Spring visitors"), 48310},
                                {QStringLiteral("list_new"), QStringLiteral("New in March"), -1}});
        check(page, QStringLiteral("lists"));
        page.show(page.csvFile());
        ContactCsvReader::Preview preview;
        preview.header = {QStringLiteral("id"), QStringLiteral("phone")};
        preview.rows = {{QStringLiteral("a"), QStringLiteral("+12015550123")}};
        preview.idColumn = 0;
        preview.phoneColumn = 1;
        page.csvFile()->showPreview(QStringLiteral("/spring.csv"), preview);
        check(page, QStringLiteral("csvfile"));
        page.show(page.workbench());
        page.workbench()->startReading(sampleSource(), nullptr);
        check(page, QStringLiteral("reading"));
        fillBench(page.bench());
        page.workbench()->endReading(ApiError{.kind = ErrorKind::Cancelled});
        page.workbench()->showMessage(QStringLiteral("\u27e6x\u27e7"));
        page.findChild<QTableView *>(QStringLiteral("contactsTable"))->selectRow(0);
        page.findChild<QToolButton *>(QStringLiteral("showSideButton"))->setChecked(true);
        QTest::qWait(200); // the details come from a worker
        check(page, QStringLiteral("workbench"));
    }

    void saving()
    {
        SaveContactsDialog dialog({.all = 48'310, .shown = 212, .selected = 3, .changes = 0},
                                  TextProfile::Spreadsheets);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        check(dialog, QStringLiteral("save"));
    }

private:
    PseudoLocale m_language;
};

MUSTER_TEST(TestListPseudoLocale, QApplication)

} // namespace tst_listpseudolocale
#include "tst_listpseudolocale.moc"
