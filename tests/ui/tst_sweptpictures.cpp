// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/runmodels.h"
#include "resources/resources.h"
#include "sweptpages.h"
#include "tests/support/fakerun.h"
#include "tests/support/looks.h"
#include "tests/support/testprogram.h"

#include <QApplication>
#include <QDialog>

using namespace muster;
using namespace muster::test;

namespace tst_sweptpictures {

/// Pages and dialogs of the sweep of which no other test keeps pictures.
class TestSweptPictures : public Looks
{
    Q_OBJECT

private:
    static QStringList pictured()
    {
        return {QStringLiteral("do-not-call"),
                QStringLiteral("do-not-call groups"),
                QStringLiteral("change of groups"),
                QStringLiteral("undo of groups"),
                QStringLiteral("scrub"),
                QStringLiteral("import of a registry"),
                QStringLiteral("check of an upload"),
                QStringLiteral("counts of an upload"),
                QStringLiteral("schedules"),
                QStringLiteral("schedule"),
                QStringLiteral("delete lists"),
                QStringLiteral("two exports"),
                QStringLiteral("retention of the history"),
                QStringLiteral("labelled file"),
                QStringLiteral("labels of two people"),
                QStringLiteral("fix cells"),
                QStringLiteral("matching")};
    }

private Q_SLOTS:
    void initTestCase() { installTranslations(*qApp); }

    void views_data() { addLooks(); }
    void views()
    {
        FakeRun run(QStringLiteral("x"));
        RunListModel runs;
        runs.add(&run);
        for (const QString &name : pictured()) {
            wear();
            const qsizetype page = sweptNames.indexOf(name);
            QVERIFY2(page >= 0, qPrintable(name));
            const std::unique_ptr<QWidget> widget(makeSwept(int(page), &runs));
            const QString file = QStringLiteral("swept-") + QString(name).replace(u' ', u'-');
            if (qobject_cast<QDialog *>(widget.get()))
                keepDialog(*widget, file);
            else
                keep(*widget, file);
            takeOff();
        }
    }
};

MUSTER_TEST(TestSweptPictures, QApplication)

} // namespace tst_sweptpictures
#include "tst_sweptpictures.moc"
