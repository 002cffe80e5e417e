// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/layoutmemory.h"

#include "tests/support/testprogram.h"

#include <QApplication>
#include <QDialog>
#include <QScreen>

using namespace muster;

namespace tst_layoutmemory {

/// A dialog opens as large as it was left.
class TestLayoutMemory : public QObject
{
    Q_OBJECT

private:
    static std::unique_ptr<QDialog> make(const QString &name = QStringLiteral("trialDialog"))
    {
        auto dialog = std::make_unique<QDialog>();
        dialog->setObjectName(name);
        dialog->setMinimumSize(200, 100);
        dialog->resize(400, 300);
        rememberSize(*dialog);
        return dialog;
    }

private Q_SLOTS:
    void init() { LayoutMemory::replace(nullptr); }

    void opensAsLargeAsItWasLeft()
    {
        {
            const auto dialog = make();
            dialog->show();
            dialog->resize(510, 330);
            dialog->accept();
        }
        const auto again = make();
        again->show();
        QCOMPARE(again->size(), QSize(510, 330));
        const auto other = make(QStringLiteral("otherDialog"));
        QCOMPARE(other->size(), QSize(400, 300));
    }

    void theSizeThatNobodyChangedIsNotKept()
    {
        const auto dialog = make();
        dialog->show();
        dialog->reject();
        QVERIFY(LayoutMemory::instance().recall(QStringLiteral("trialDialog")).isEmpty());
    }

    void noLargerThanTheScreenNoSmallerThanItMayBe()
    {
        for (const QSize &left : {QSize(90'000, 90'000), QSize(10, 10)}) {
            QByteArray state;
            QDataStream out(&state, QIODevice::WriteOnly);
            out << left;
            LayoutMemory::instance().keep(QStringLiteral("trialDialog"), state);
            const auto dialog = make();
            QVERIFY(dialog->width() <= dialog->screen()->availableSize().width());
            QVERIFY(dialog->width() >= dialog->minimumWidth() && dialog->height() >= dialog->minimumHeight());
        }
        LayoutMemory::instance().keep(QStringLiteral("trialDialog"), QByteArray(3, '\x7f'));
        QCOMPARE(make()->size(), QSize(400, 300)); // not ours: ignored
    }
};

MUSTER_TEST(TestLayoutMemory, QApplication)

} // namespace tst_layoutmemory
#include "tst_layoutmemory.moc"
