using Taojin.Data;

namespace Taojin.Storage.Tests.Sources;

public class JsonlPresetTests : StoreFacts
{
    [Fact]
    public void Ga4_events_give_one_event_for_each_of_their_items()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();

        var receipt = shop.Import("jsonl:" + scratch.File("events-000.json",
            """
            {"event_name":"view_item","event_timestamp":"1611627423123456","user_pseudo_id":"123.456","user_id":null,"items":[{"item_id":"SKU1","item_name":"连衣裙","item_category":"女装","item_brand":"(not set)","price":199.5,"quantity":null}]}
            {"event_name":"purchase","event_timestamp":1611627424000000,"user_pseudo_id":"123.456","user_id":"会员7","event_params":[{"key":"currency","value":{"string_value":"CNY","int_value":null}},{"key":"ga_session_id","value":{"string_value":null,"int_value":"99"}}],"ecommerce":{"transaction_id":"T1"},"items":[{"item_id":"SKU1","price":199.5,"quantity":"2"},{"item_id":"SKU2","price":5,"quantity":1}]}
            {"event_name":"page_view","event_timestamp":"1611627425000000","user_pseudo_id":"123.456","items":[]}
            {"event_name":"add_to_cart","event_timestamp":"1611627426000000","user_pseudo_id":"9","items":[{"item_id":"SKU2"}]}
            {"event_name":"add_to_wishlist","event_timestamp":"1611627427000000","user_pseudo_id":"9","items":[{"item_id":"SKU2"}]}

            """));

        receipt.Detected[0].ShouldSatisfyAllConditions(format => format.Preset.ShouldBe("ga4"), format => format.TimeFormat.ShouldBe("unix-us"));
        (receipt.Read, receipt.Accepted).ShouldBe((5, 5));
        receipt.Notes.ShouldHaveSingleItem().ShouldContain("page_view 1");
        shop.Lines().ShouldBe(
        [
            "123.456 SKU1 view 2021-01-26T02:17:03.123456Z", "会员7 SKU1 purchase 2021-01-26T02:17:04Z", "会员7 SKU2 purchase 2021-01-26T02:17:04Z",
            "9 SKU2 cart 2021-01-26T02:17:06Z", "9 SKU2 favorite 2021-01-26T02:17:07Z",
        ]);
        var log = shop.Log.Read();
        (log[1].Quantity, log[1].Price, log.Items.NameOf(0)).ShouldBe((2f, 199.5f, "连衣裙"));
    }

    [Fact]
    public void Shopify_orders_give_one_purchase_for_each_of_their_lines()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();
        var path = "jsonl:" + scratch.File("orders.jsonl.gz", Scratch.Gzip(
            """
            {"id":450789469,"created_at":"2024-01-10T11:00:00-05:00","currency":"USD","customer":{"id":207119551},"line_items":[{"id":1,"product_id":632910392,"quantity":2,"price":"199.00","title":"Dress \u4e2d"},{"id":2,"product_id":632910393,"quantity":1,"price":"9.90"}]}
            {"id":450789470,"created_at":"2024-01-10T12:00:00-05:00","currency":"USD","customer":null,"line_items":[{"id":3,"product_id":632910392,"quantity":1,"price":"199.00"}]}
            {"id":450789471,"created_at":"2024-01-10T13:00:00-05:00","currency":"USD","customer":{"id":1},"line_items":[{"id":4,"product_id":null,"quantity":1,"price":"1.00"}]}

            """));

        var receipt = shop.Import(path);
        var second = shop.Import(path);

        (receipt.Detected[0].Preset, receipt.Accepted, second.Accepted, second.Duplicate).ShouldBe(("shopify", 2, 0, 2));
        receipt.RejectedByCode.ShouldBe(new Dictionary<string, long> { ["user.missing"] = 1, ["item.missing"] = 1 }, ignoreOrder: true);
        File.ReadAllText(receipt.RejectsFile!).Split('\n')[1].ShouldStartWith("orders.jsonl.gz,2,,customer.id,user.missing,");
        shop.Lines().ShouldBe(["207119551 632910392 purchase 2024-01-10T16:00:00Z", "207119551 632910393 purchase 2024-01-10T16:00:00Z"]);
        var log = shop.Log.Read();
        (log[0].Quantity, log[0].Price, log.Items.NameOf(0)).ShouldBe((2f, 199f, "Dress 中"));
    }

    [Fact]
    public void Segment_calls_are_known_by_their_message_for_ever()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();
        const string Viewed = """{"type":"track","event":"Product Viewed","messageId":"m1","userId":"u1","anonymousId":"a1","timestamp":"2024-02-01T00:00:00.000Z","properties":{"product_id":"p1","price":18.99,"name":"衬衫"}}""";
        const string Order = """{"type":"track","event":"Order Completed","messageId":"m3","anonymousId":"a1","timestamp":"2024-02-01T00:00:02Z","properties":{"order_id":"o1","currency":"USD","products":[{"product_id":"p1","quantity":2,"price":18.99},{"sku":"s2","quantity":1,"price":3}]}}""";
        const string Page = """{"type":"page","messageId":"m4","userId":"u1","timestamp":"2024-02-01T00:00:03Z","properties":{"path":"/"}}""";
        const string Wished = """{"type":"track","event":"Product Added to Wishlist","messageId":"m5","userId":"u1","timestamp":"2024-02-01T00:00:04Z","properties":{"product_id":"p1"}}""";

        var receipt = shop.Import("jsonl:" + scratch.File("a.jsonl", string.Join('\n', Viewed, Order, Page, Wished, Viewed)));
        var second = shop.Import("jsonl:" + scratch.File("b.jsonl", Viewed.Replace("18.99", "20", StringComparison.Ordinal) + "\n" + Order + "\n"));

        (receipt.Detected[0].Preset, receipt.Accepted, receipt.Duplicate, receipt.Rejected).ShouldBe(("segment", 4, 1, 0));
        receipt.AcceptedByKind.ShouldBe(new Dictionary<string, long> { ["view"] = 1, ["purchase"] = 2, ["favorite"] = 1 }, ignoreOrder: true);
        receipt.Notes.ShouldHaveSingleItem().ShouldContain("page 1");
        (second.Accepted, second.Duplicate).ShouldBe((0, 3));
        shop.Lines().ShouldContain("a1 s2 purchase 2024-02-01T00:00:02Z");
    }

    [Fact]
    public void Gorse_feedback_items_and_users_go_to_their_tables()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();

        var receipt = shop.Import("jsonl:" + scratch.File("gorse.jsonl",
            """
            {"FeedbackType":"read","UserId":"u1","ItemId":"i1","Value":0,"Timestamp":"2024-03-01T00:00:00Z","Comment":""}
            {"FeedbackType":"star","UserId":"u1","ItemId":"i1","Value":2.5,"Timestamp":"2024-03-01T00:00:01Z","Comment":""}
            {"ItemId":"i1","IsHidden":true,"Categories":["女装","裙装"],"Timestamp":"0001-01-01T00:00:00Z","Labels":{"颜色":["红"]},"Comment":"连衣裙"}
            {"UserId":"u1","Labels":{"性别":"女"},"Comment":""}
            {"FeedbackType":"","UserId":"u1","ItemId":"i1","Timestamp":"2024-03-01T00:00:01Z"}

            """));

        receipt.Detected[0].Preset.ShouldBe("gorse");
        receipt.AcceptedByKind.ShouldBe(new Dictionary<string, long> { ["view"] = 1, ["favorite"] = 1 }, ignoreOrder: true);
        receipt.AcceptedByTable.ShouldBe(new Dictionary<string, long> { ["items"] = 1, ["users"] = 1 }, ignoreOrder: true);
        receipt.RejectedByCode.ShouldBe(new Dictionary<string, long> { ["kind.missing"] = 1 });
        var items = shop.Log.Read().Items;
        (items.NameOf(0), items.Categories.IdAt(items.CategoryOf(0)), items.HiddenOnes.Count()).ShouldBe(("连衣裙", "女装", 1));
    }

    [Fact]
    public void Gorse_feedback_of_an_unknown_type_is_asked_for()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();
        var path = "jsonl:" + scratch.File("a.jsonl", """{"FeedbackType":"围观","UserId":"u1","ItemId":"i1","Timestamp":"2024-03-01"}""" + "\n");

        Should.Throw<TaojinException>(() => shop.Import(path)).Code.ShouldBe("import.kind-unknown");

        shop.Import(path, request => request with { Map = SourceRequest.ParseMap("围观=view") }).Accepted.ShouldBe(1);
    }

    [Fact]
    public void Plain_objects_are_known_by_their_names()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();

        var receipt = shop.Import("jsonl:" + scratch.File("a.jsonl",
            """
            {"user_id":"甲","item_id":7,"kind":"view","time":"2024-01-01T00:00:00Z"}
            {"time":"2024-01-01T00:00:01Z","kind":"purchase","item_id":"7","user_id":"甲","price":9.5,"quantity":2,"order_id":"o1"}
            {"user_id":"甲","item_id":{"a":1},"kind":"view","time":"2024-01-01T00:00:02Z"}
            {"user_id":"甲","item_id":"7","kind":"view","time":"2024-01-01T00:00:03Z","price":-1}

            """));

        (receipt.Detected[0].Preset, receipt.Accepted).ShouldBe(("plain", 2));
        receipt.RejectedByCode.ShouldBe(new Dictionary<string, long> { ["item.missing"] = 1, ["price.negative"] = 1 }, ignoreOrder: true);
        File.ReadAllText(receipt.RejectsFile!).Split('\n')[2].ShouldStartWith("a.jsonl,4,,price,price.negative,");
        shop.Lines().ShouldBe(["甲 7 view 2024-01-01T00:00:00Z", "甲 7 purchase 2024-01-01T00:00:01Z"]);
    }

    [Fact]
    public void Plain_items_keep_what_has_no_field_as_attributes()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();

        var receipt = shop.Import("jsonl:" + scratch.File("a.jsonl", """{"item_id":"i1","title":"连衣裙","price":19.9,"colours":["红"]}""" + "\n"));

        receipt.AcceptedByTable["items"].ShouldBe(1);
        receipt.Detected[0].Table.ShouldBe("items");
        shop.Log.Read().Items.Title.ShouldBe(["连衣裙"]);
    }

    [Fact]
    public void A_folder_of_shards_is_read_in_order()
    {
        using var scratch = NewScratch();
        using var shop = scratch.Init();
        scratch.File("导出/b.jsonl.gz", Scratch.Gzip("""{"user_id":"u","item_id":"2","kind":"view","time":1600000000}""" + "\n"));
        scratch.File("导出/a.ndjson", """{"user_id":"u","item_id":"1","kind":"view","time":1600000000}""" + "\n");
        scratch.File("导出/readme.txt", "read me");

        shop.Import("jsonl:" + scratch.PathOf("导出")).Detected.Select(format => format.File).ShouldBe(["a.ndjson", "b.jsonl.gz"]);
    }
}
