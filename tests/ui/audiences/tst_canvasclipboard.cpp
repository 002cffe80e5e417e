// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canvasfixture.h"

#include "tests/support/testprogram.h"

#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

using namespace muster;
using namespace muster::test;

namespace tst_canvasclipboard {
using Act = CanvasActions::Act;

/// Criteria on the clipboard, between canvases and from outside.
class TestCanvasClipboard : public QObject
{
    Q_OBJECT

private:
    static QString fieldOf(const CanvasFixture &on, const CriteriaPath &path)
    {
        return on.tree().node(on.at(path)).condition.field;
    }
    static void copyText(const QString &text)
    {
        auto *data = new QMimeData;
        data->setText(text);
        QGuiApplication::clipboard()->setMimeData(data);
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en_US"))); }

    void partsTravelOverTheClipboard()
    {
        CanvasFixture on, other;
        on.activate();
        on.view().choose({on.at({1}), on.at({2})});
        on.key(Qt::Key_C, Qt::ControlModifier);
        const QMimeData *data = QGuiApplication::clipboard()->mimeData();
        QVERIFY(data->hasText() && data->hasFormat(QStringLiteral("application/json")));
        QVERIFY(data->text().contains(QStringLiteral("\"conditions\"")));
        other.activate();
        other.view().choose({other.at({2, 1})});
        other.key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(other.tree().node(other.at({2})).members.size(), 4);
        QCOMPARE(fieldOf(other, {2, 2}), QStringLiteral("industry"));
        QVERIFY(other.tree().node(other.at({2, 3})).group);
        QCOMPARE(other.view().selected(), (QList<CriteriaNodeId>{other.at({2, 2}), other.at({2, 3})}));
        on.activate();
        on.view().choose({on.at({0})});
        on.key(Qt::Key_X, Qt::ControlModifier);
        QCOMPARE(fieldOf(on, {0}), QStringLiteral("industry"));
        // From a text editor.
        copyText(QStringLiteral(R"({"field":"city","operator":"starts_with","value":"B"})"));
        on.act(Act::Paste);
        QVERIFY(QGuiApplication::clipboard()->mimeData()->hasText());
        bool found = false;
        for (const CriteriaNodeId id : on.tree().inReadingOrder())
            found = found || on.tree().node(id).condition.field == QStringLiteral("city");
        QVERIFY(found);
    }

    void whatCannotBeCutDoesNotComeOntoTheClipboard()
    {
        CanvasFixture on;
        on.model.apply(on.model.edits().setLocked({on.at({0})}, true));
        copyText(QStringLiteral("good morning"));
        const QByteArray before = on.bytes();
        on.view().choose({on.at({0})});
        on.key(Qt::Key_X, Qt::ControlModifier);
        QCOMPARE(on.bytes(), before);
        QVERIFY(on.notice().contains(QStringLiteral("is locked")));
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("good morning"));
    }

    void aPasteThatCannotBeSaysWhere()
    {
        CanvasFixture on;
        const QByteArray before = on.bytes();
        copyText(QStringLiteral(R"({"operator":"AND","conditions":[{"field":"a","operator":"like","value":1}]})"));
        on.key(Qt::Key_V, Qt::ControlModifier);
        QVERIFY2(on.notice().contains(QStringLiteral("conditions[0].operator"))
                     && on.notice().contains(QStringLiteral("like")),
                 qPrintable(on.notice()));
        QString deep = QStringLiteral(R"({"field":"a","operator":"equals","value":1})");
        for (int level = 0; level < 5; ++level)
            deep = QStringLiteral(R"({"operator":"AND","conditions":[%1]})").arg(deep);
        copyText(deep);
        on.view().choose({criteriaRootId});
        on.key(Qt::Key_V, Qt::ControlModifier);
        QVERIFY2(on.notice().contains(QStringLiteral("level 6"))
                     && on.notice().contains(QStringLiteral("conditions[0].conditions[0].conditions[0].conditions[0]")),
                 qPrintable(on.notice()));
        copyText(QStringLiteral("good morning"));
        on.key(Qt::Key_V, Qt::ControlModifier);
        QVERIFY(on.notice().contains(QStringLiteral("not JSON")));
        QCOMPARE(on.bytes(), before);
    }
};

MUSTER_TEST(TestCanvasClipboard, QApplication)

} // namespace tst_canvasclipboard
#include "tst_canvasclipboard.moc"
