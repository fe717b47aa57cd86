/// The first digits of the digests of the varied jobs' outcomes. They change only with the numerics revision.
enum GoldenDigests {
    static let all = [
        "b15925401797b520", "9d8619d4e3ee3f54", "abca34d5ae6a6ae5", "39ab1f177d9b00bb", "6ff3493027408865",
        "2695d2f768fffb01", "7fa2b7919c4ab7ee", "27808e83cd0658c5", "e5b87346997f2338", "8b04b4214654f901",
        "a3c80f29a8ccc343", "59c8b42194383349", "0075c0d95056351f", "c66131f08ef09e13", "c6bccaf02ca8c8fe",
        "4e8bb2d3b9b8ccfe", "cd9362e24a8f5466", "1c81c539c9d728dd", "f3af35be3e7a6b30", "d62ca5171979dd0c",
    ]
}
