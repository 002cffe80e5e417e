// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/runlistmodel.h"
#include "tests/support/fakerun.h"
#include "tests/support/samples.h"
#include "ui/audit/historypage.h"
#include "ui/common/emptystate.h"
#include "ui/common/errorpanel.h"
#include "ui/common/theme.h"
#include "ui/connection/connectionspage.h"
#include "ui/runs/activitypage.h"
#include "ui/segments/segmentspage.h"
#include "ui/shell/navigation.h"
#include "ui/shell/statusarea.h"

#include <QAbstractScrollArea>
#include <QAccessible>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace muster;
using namespace muster::test;

/// What every window owes: each thing that takes the focus has an accessible name, no label guesses its format.
class TestSweep : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(Theme::Mode::Light); }

    void pages_data()
    {
        QTest::addColumn<int>("page");
        const char *names[] = {"segments", "activity", "history", "connections", "navigation", "status", "error"};
        for (int i = 0; i < 7; ++i)
            QTest::newRow(names[i]) << i;
    }

    void pages()
    {
        QFETCH(int, page);
        FakeRun run(QStringLiteral("x"));
        RunListModel runs;
        runs.add(&run);
        const std::unique_ptr<QWidget> widget(make(page, &runs));
        widget->resize(1100, 740);
        widget->show();
        for (QWidget *child : widget->findChildren<QWidget *>()) {
            if (const auto *label = qobject_cast<QLabel *>(child); label && !label->pixmap(Qt::ReturnByValue).isNull())
                continue;
            // The list behind a combo box is Qt's own and speaks for the box.
            if (child->inherits("QComboBoxListView") || child->isHidden() || child->focusPolicy() == Qt::NoFocus
                || !(child->focusPolicy() & Qt::TabFocus) || child->objectName().startsWith(QStringLiteral("qt_")))
                continue;
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(child);
            QVERIFY(face);
            const QString name = face->text(QAccessible::Name);
            QVERIFY2(!name.isEmpty(),
                     qPrintable(QString::fromLatin1(child->metaObject()->className()) + u' ' + child->objectName()
                                + QStringLiteral(" in ")
                                + QString::fromLatin1(child->parentWidget()->metaObject()->className())));
        }
    }

private:
    static QWidget *make(int page, RunListModel *runs)
    {
        switch (page) {
        case 0: {
            auto *segments = new SegmentsPage;
            segments->setProfile(sampleProfile());
            segments->setNow(sampleNow);
            segments->setSegments(sampleSegments());
            SegmentDefinition definition = sampleDefinition();
            definition.id = QStringLiteral("s1");
            segments->setDefinition(definition);
            segments->openSheet();
            segments->findChild<QPushButton *>(QStringLiteral("addFilterButton"))->click();
            return segments;
        }
        case 1:
            return new ActivityPage(runs);
        case 2:
            return new HistoryPage;
        case 3: {
            auto *connections = new ConnectionsPage;
            connections->setProfiles(sampleProfile(), {});
            return connections;
        }
        case 4: {
            auto *navigation = new Navigation;
            navigation->addEntry(QStringLiteral("a"), QStringLiteral("users"), QStringLiteral("Segments"));
            return navigation;
        }
        case 5:
            return new StatusArea;
        default: {
            auto *panel = new ErrorPanel;
            panel->setError({.kind = ErrorKind::File});
            return panel;
        }
        }
    }
};

QTEST_MAIN(TestSweep)
#include "tst_sweep.moc"
